using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Vendue.Proofs.Curves;
using Vendue.Proofs.Fflonk;
using Vendue.Proofs.Fields;
using Vendue.Proofs.Formats;
using Vendue.Proofs.Plonk;
using Vendue.Proofs.Tests.Curves;

namespace Vendue.Proofs.Tests.Snarkjs;

/// <summary>Keys under which anybody could forge, and what else keys are refused for.</summary>
public sealed class PolynomialKeySpecification
{
    static readonly PlonkVerifyingKey Plonk = PlonkVerifyingKey.Parse(new SnarkjsFixture("plonk", 3).Key);
    static readonly FflonkVerifyingKey Fflonk = FflonkVerifyingKey.Parse(new SnarkjsFixture("fflonk", 3).Key);
    static readonly Fr Two = Fr.FromInteger(2);
    static readonly Fr Three = Fr.FromInteger(3);

    [Theory]
    [InlineData("plonk")]
    [InlineData("fflonk")]
    public void A_point_of_the_twist_outside_the_subgroup_is_refused(string protocol)
    {
        byte[] key = new SnarkjsFixture(protocol, 3).Key;
        OffSubgroup.Points(1).Single().Write(key.AsSpan(key.Length - AffinePoint<Fp2>.Size));
        CodeOf(() => protocol == "plonk" ? PlonkVerifyingKey.Parse(key) : FflonkVerifyingKey.Parse(key)).ShouldBe("point-not-in-subgroup");
        var fixture = new SnarkjsFixture(protocol, 3);
        fixture.Native.Verify(key, fixture.Public, fixture.Proof).ShouldBe(ProofVerdict.Malformed);
    }

    [Fact]
    public void Powers_of_tau_without_a_contribution_are_refused()
    {
        foreach (AffinePoint<Fp2> tau in (AffinePoint<Fp2>[])[default, G2.Generator, -G2.Generator])
        {
            CodeOf(() => new PlonkVerifyingKey(Plonk.Circuit, Plonk.Commitments, tau)).ShouldBe("verifying-key-degenerate");
            CodeOf(() => new FflonkVerifyingKey(Fflonk.Circuit, Fflonk.C0, tau)).ShouldBe("verifying-key-degenerate");
        }
    }

    [Fact]
    public void A_circuit_that_asks_for_nothing_is_refused()
    {
        AffinePoint<Fp>[] ungated = [.. new AffinePoint<Fp>[5], .. Plonk.Permutation];
        CodeOf(() => new PlonkVerifyingKey(Plonk.Circuit, ungated, Plonk.Tau)).ShouldBe("verifying-key-degenerate");
        CodeOf(() => new FflonkVerifyingKey(Fflonk.Circuit, default, Fflonk.Tau)).ShouldBe("verifying-key-degenerate");
        for (int i = 5; i < 8; i++)
        {
            AffinePoint<Fp>[] uncopied = [.. Plonk.Commitments];
            uncopied[i] = default;
            CodeOf(() => new PlonkVerifyingKey(Plonk.Circuit, uncopied, Plonk.Tau)).ShouldBe("verifying-key-degenerate");
        }
    }

    [Fact]
    public void A_circuit_without_multiplications_is_taken()
    {
        AffinePoint<Fp>[] linear = [.. Plonk.Commitments];
        linear[0] = default;
        PlonkVerifyingKey.Parse(new PlonkVerifyingKey(Plonk.Circuit, linear, Plonk.Tau).ToBytes()).Selectors[0].IsInfinity.ShouldBeTrue();
    }

    [Fact]
    public void Columns_whose_names_meet_are_refused()
    {
        const int log = 5;
        Fr root = EvaluationDomain.RootOfUnity(log);
        (Fr K1, Fr K2)[] wrong =
        [
            (Fr.Zero, Three), (Two, Fr.Zero), (Fr.One, Three), (Two, Fr.One), (root, Three), (Two, root.Square()),
            (Two, Two), (Two, Two * root), (Three * root.Inverse(), Three),
        ];
        foreach ((Fr k1, Fr k2) in wrong)
            CodeOf(() => new PlonkCircuit(1, log, k1, k2)).ShouldBe("verifying-key-cosets");
        new PlonkCircuit(1, log, Two, Three).Root.ShouldBe(root);
        new PlonkCircuit(1, log, EvaluationDomain.RootOfUnity(log + 1), Three).K2.ShouldBe(Three);
    }

    [Theory]
    [InlineData(0, 0, "verifying-key-domain")]
    [InlineData(0, 29, "verifying-key-domain")]
    [InlineData(0, -1, "verifying-key-domain")]
    [InlineData(-1, 8, "verifying-key-length")]
    [InlineData(9, 3, "verifying-key-length")]
    [InlineData(8193, 20, "verifying-key-length")]
    public void Numbers_out_of_range_are_refused(int publics, int power, string code)
    {
        CodeOf(() => new PlonkCircuit(publics, power, Two, Three)).ShouldBe(code);
        byte[] key = Fflonk.ToBytes();
        BinaryPrimitives.WriteInt32BigEndian(key.AsSpan(8), publics);
        BinaryPrimitives.WriteInt32BigEndian(key.AsSpan(12), power);
        CodeOf(() => FflonkVerifyingKey.Parse(key)).ShouldBe(code);
    }

    [Fact]
    public void The_most_that_is_allowed_is_taken()
    {
        new PlonkCircuit(8, 3, Two, Three).PublicCount.ShouldBe(8);
        new PlonkCircuit(8192, 28, Two, Three).LogDomainSize.ShouldBe(28);
    }

    [Fact]
    public void A_key_of_one_system_is_none_of_another()
    {
        CodeOf(() => PlonkVerifyingKey.Parse(Fflonk.ToBytes())).ShouldBe("not-a-verifying-key");
        CodeOf(() => FflonkVerifyingKey.Parse(Plonk.ToBytes())).ShouldBe("not-a-verifying-key");
    }

    [Fact]
    public void A_name_covers_system_and_every_byte()
    {
        Plonk.Hash().ShouldBe(SHA256.HashData([.. Encoding.ASCII.GetBytes("vendue.plonk-bn254.verifying-key.v1\0"), .. Plonk.ToBytes()]));
        Fflonk.Hash().ShouldBe(SHA256.HashData([.. Encoding.ASCII.GetBytes("vendue.fflonk-bn254.verifying-key.v1\0"), .. Fflonk.ToBytes()]));
    }

    [Fact]
    public void A_program_is_named_by_the_system_whose_key_it_is()
    {
        ProofSystems.All.ProgramOf(Plonk.ToBytes()).ShouldBe(Plonk.Hash());
        ProofSystems.All.ProgramOf(Fflonk.ToBytes()).ShouldBe(Fflonk.Hash());
        CodeOf(() => ProofSystems.All.ProgramOf(Plonk.ToBytes().AsSpan(1))).ShouldBe("not-a-verifying-key");
        CodeOf(() => ProofSystems.All.ProgramOf(Fflonk.ToBytes().AsSpan(0, 271))).ShouldBe("not-a-verifying-key");
    }

    static string CodeOf(Func<object> make) => Should.Throw<ProofFormatException>(make).Code;
}
