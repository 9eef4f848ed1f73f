using Vendue.Proofs.Formats;
using Vendue.Proofs.ZkVms;

namespace Vendue.Proofs.Tests.ZkVms;

public sealed class ReceiptProgramTests
{
    static readonly byte[] Id = [.. Enumerable.Range(1, 32).Select(i => (byte)i)];

    public static TheoryData<ReceiptSystem> Systems => [new RiscZeroGroth16(), new Sp1Groth16()];

    [Theory]
    [MemberData(nameof(Systems))]
    public void A_pinned_program_is_read_as_it_was_written_and_named_by_its_hash(ReceiptSystem system)
    {
        var program = ReceiptProgram.Of(system, Id, system.Verifiers.Select(v => v.Version));
        var read = ReceiptProgram.Parse(system, program.ToBytes());
        read.Id.ToArray().ShouldBe(Id);
        read.Verifiers.ShouldBe(program.Verifiers);
        read.ToBytes().ShouldBe(program.ToBytes());
        system.ProgramOf(program.ToBytes()).ShouldBe(program.Hash());
        ProofSystems.All.ProgramOf(program.ToBytes()).ShouldBe(program.Hash());
    }

    [Theory]
    [MemberData(nameof(Systems))]
    public void The_order_and_repetition_in_which_releases_are_named_change_nothing(ReceiptSystem system)
    {
        string[] versions = [.. system.Verifiers.Select(v => v.Version)];
        ReceiptProgram.Of(system, Id, versions.Reverse().Concat(versions)).Hash().ShouldBe(ReceiptProgram.Of(system, Id, versions).Hash());
    }

    [Fact]
    public void Programs_that_differ_in_system_identity_or_releases_have_other_names()
    {
        byte[] other = [.. Id[..31], 0];
        var names = Systems.Select(s => (ReceiptSystem)s.Data).SelectMany(s => (byte[][])[
            ReceiptProgram.Of(s, Id).Hash(), ReceiptProgram.Of(s, other).Hash(), ReceiptProgram.Of(s, Id, s.Verifiers[0].Version).Hash()]);
        names.Select(Convert.ToHexString).ShouldBeUnique();
    }

    [Theory]
    [MemberData(nameof(Systems))]
    public void Bytes_that_are_not_canonical_pin_nothing(ReceiptSystem system)
    {
        byte[] two = ReceiptProgram.Of(system, Id, system.Verifiers.Take(2).Select(v => v.Version)).ToBytes();
        byte[] first = two[41..73], second = two[73..];
        CodeOf(system, []).ShouldBe("not-a-program-key");
        CodeOf(system, two[..40]).ShouldBe("not-a-program-key");
        CodeOf(system, [0, .. two[1..]]).ShouldBe("not-a-program-key");
        CodeOf(system, two[..^1]).ShouldBe("program-key-length");
        CodeOf(system, [.. two, 0]).ShouldBe("program-key-length");
        CodeOf(system, [.. two[..40], 0]).ShouldBe("program-key-length");
        CodeOf(system, [.. two[..40], 17, .. new byte[17 * 32]]).ShouldBe("program-key-length");
        CodeOf(system, [.. two[..41], .. second, .. first]).ShouldBe("program-key-order");
        CodeOf(system, [.. two[..41], .. first, .. first]).ShouldBe("program-key-order");
        CodeOf(system, [.. two[..73], .. Enumerable.Repeat((byte)255, 32)]).ShouldBe("verifier-unknown");
        CodeOf(system, [.. two[..8], .. new byte[32], .. two[40..]]).ShouldBe("not-a-program");
    }

    [Fact]
    public void An_identity_that_SP1s_circuit_cannot_state_pins_nothing()
    {
        byte[] prime = new byte[32];
        Fr.Modulus.WriteBigEndian(prime);
        Should.Throw<ProofFormatException>(() => ReceiptProgram.Of(new Sp1Groth16(), prime)).Code.ShouldBe("not-a-program");
        ReceiptProgram.Of(new RiscZeroGroth16(), prime).Id.ToArray().ShouldBe(prime);
    }

    [Theory]
    [MemberData(nameof(Systems))]
    public void A_release_that_is_not_known_is_refused_with_those_that_are(ReceiptSystem system)
    {
        var refusal = Should.Throw<ProofFormatException>(() => ReceiptProgram.Of(system, Id, "0.1"));
        refusal.Code.ShouldBe("verifier-unknown");
        refusal.Message.ShouldContain(system.Verifiers[^1].Version);
        Should.Throw<ProofFormatException>(() => ReceiptProgram.Of(system, Id.AsSpan(1))).Code.ShouldBe("not-a-program");
    }

    static string CodeOf(ReceiptSystem system, byte[] bytes) => Should.Throw<ProofFormatException>(() => ReceiptProgram.Parse(system, bytes)).Code;
}
