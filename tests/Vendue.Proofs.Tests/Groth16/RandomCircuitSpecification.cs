using CsCheck;
using Vendue.Proofs.Fields;
using Vendue.Proofs.Formats;
using Vendue.Proofs.Groth16;

namespace Vendue.Proofs.Tests.Groth16;

public sealed class RandomCircuitSpecification
{
    const int Circuits = 20;
    readonly Groth16Bn254 system = new();

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, Circuits)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Its_witness_is_proven_and_no_neighbour_of_it_that_breaks_a_constraint(int seed)
    {
        RandomCircuit random = RandomCircuit.Of(seed);
        random.Circuit.FirstViolation(random.Witness).ShouldBeNull();
        ZKey key = DevelopmentSetup.Run(random.Circuit, "random"u8);
        var prover = new Groth16Prover(key);
        (Groth16Proof proof, PublicValues publicValues) = prover.Prove(random.Witness);
        system.Verify(key.VerifyingKey.ToBytes(), publicValues.ToBytes(), proof.ToBytes()).ShouldBe(ProofVerdict.Valid);
        var chance = new Random(seed);
        for (int tries = 0; tries < 12; tries++)
        {
            Witness neighbour = Neighbour(random.Witness, chance);
            if (random.Circuit.FirstViolation(neighbour) is null)
                Groth16Verifier.Verify(key.VerifyingKey, neighbour.PublicValues(random.Circuit.PublicCount), prover.Prove(neighbour).Proof).ShouldBeTrue();
            else
                Should.Throw<ProvingException>(() => prover.Prove(neighbour)).Code.ShouldBe("witness-unsatisfied");
        }
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void No_changed_bit_of_key_public_values_or_proof_is_accepted(int seed)
    {
        RandomCircuit random = RandomCircuit.Of(seed);
        ZKey key = DevelopmentSetup.Run(random.Circuit, "random"u8);
        (Groth16Proof proof, PublicValues publicValues) = new Groth16Prover(key).Prove(random.Witness);
        byte[][] parts = [key.VerifyingKey.ToBytes(), publicValues.ToBytes(), proof.ToBytes()];
        var chance = new Random(seed);
        for (int tries = 0; tries < 40; tries++)
        {
            byte[][] changed = [.. parts.Select(part => (byte[])[.. part])];
            byte[][] targets = [.. changed.Where(part => part.Length > 0)];
            byte[] target = targets[chance.Next(targets.Length)];
            target[chance.Next(target.Length)] ^= (byte)(1 << chance.Next(8));
            system.Verify(changed[0], changed[1], changed[2]).ShouldNotBe(ProofVerdict.Valid);
        }
    }

    [Fact]
    public void A_changed_bit_of_a_proving_key_never_yields_a_proof_that_its_verifying_key_refuses()
    {
        using var stream = new MemoryStream();
        ZKeyFile.Write(Cubic.Key, stream);
        byte[] file = stream.ToArray();
        Gen.Select(Gen.Int[0, file.Length - 1], Gen.Int[0, 7]).Sample(
            (place, bit) =>
            {
                byte[] changed = [.. file];
                changed[place] ^= (byte)(1 << bit);
                try
                {
                    ZKey key = ZKeyFile.Read(new MemoryStream(changed));
                    (Groth16Proof proof, PublicValues publicValues) = new Groth16Prover(key).Prove(Cubic.Witness(3, 5));
                    Groth16Verifier.Verify(key.VerifyingKey, publicValues, proof).ShouldBeTrue();
                    key.VerifyingKey.ToBytes().ShouldBe(Cubic.Key.VerifyingKey.ToBytes());
                }
                catch (ProofFormatException refusal)
                {
                    refusal.Code.ShouldNotBeEmpty();
                }
                catch (ProvingException refusal)
                {
                    refusal.Code.ShouldBeOneOf("witness-unsatisfied", "witness-mismatch");
                }
            },
            iter: 300);
    }

    /// <summary>The witness with one bit of one wire changed.</summary>
    static Witness Neighbour(Witness witness, Random chance)
    {
        UInt256[] values = witness.Values.ToArray();
        int wire = chance.Next(1, values.Length);
        int bit = chance.Next(253);
        System.Numerics.BigInteger changed = values[wire].ToBigInteger() ^ (System.Numerics.BigInteger.One << bit);
        values[wire] = Fr.FromInteger(changed).ToInteger();
        return new Witness((ReadOnlySpan<UInt256>)values);
    }
}
