using System.Text;
using Vendue.Proofs.Groth16;
using Vendue.Proofs.Tests.ZkVms;
using Vendue.Proofs.ZkVms;

namespace Vendue.Cli.Tests.Provers;

/// <summary>Outside provers of zkVMs: their receipts are verified by this process.</summary>
public sealed class ReceiptProverTests : IDisposable
{
    static readonly RiscZeroGroth16 RiscZero = new();
    static readonly ReceiptProgram Program = ReceiptProgram.Of(RiscZero, [.. Enumerable.Range(1, 32).Select(i => (byte)i)]);

    readonly TemporaryFolder folder = new();

    public ReceiptProverTests() => File.WriteAllText(folder["input"], "what the program reads");

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task A_program_of_a_zkVM_is_announced_by_its_pinned_key()
    {
        var answer = await VendueCommand.DoAsync("prover", "outside", "check", ReceiptProver.CommandOf(folder["prover"], Program, [], []));
        var announced = answer["programs"]!.AsArray().Single()!;
        ((string)announced["system"]!, (bool)announced["verified"]!).ShouldBe(("risc0-groth16", true));
        ((string)announced["program"]!).ShouldBe($"0x{Convert.ToHexStringLower(Program.Hash())}");
    }

    [Fact]
    public async Task A_forged_receipt_is_not_handed_on_in_either_form()
    {
        var release = RiscZero.Named("3.0");
        byte[] forged = [.. release.Selector, .. new Groth16Proof(release.Key.Alpha, release.Key.Beta, release.Key.Alpha).ToBytes()];
        foreach (byte[] form in (byte[][])[forged, Encoding.ASCII.GetBytes(SerdeReceipt.Of(forged, [1], SerdeReceipt.ClaimOf(Program.Id.ToArray())))])
            (await CheckAsync(Program, [1], form)).Failure.ShouldBe(("outside-wrong-proof", "The outside prover's proof does not verify."));
        (await CheckAsync(Program, [1], "{}"u8.ToArray())).Failure.Code.ShouldBe("outside-wrong-proof");
    }

    [Fact]
    public async Task Every_public_receipt_is_handed_on_as_it_goes_on_chain_or_as_serde_writes_it()
    {
        PublicReceipt.Require();
        foreach (var receipt in PublicReceipt.Genuine.GroupBy(r => (r.System, r.Release)).Select(same => same.First()))
        {
            var (program, values, proof) = receipt.Read();
            var pinned = ReceiptProgram.Of(receipt.ReceiptSystem, program, receipt.Release);
            byte[] form = receipt.ReceiptSystem is RiscZeroGroth16 ? Encoding.ASCII.GetBytes(SerdeReceipt.Of(proof, values, SerdeReceipt.ClaimOf(program))) : proof;
            var run = await CheckAsync(pinned, values, form);
            run.ExitCode.ShouldBe(0, run.Error);
            ((int)run.Json["proofBytes"]!).ShouldBe(proof.Length);
        }
    }

    Task<Run> CheckAsync(ReceiptProgram program, byte[] values, byte[] proof) =>
        VendueCommand.RunAsync("prover", "outside", "check", ReceiptProver.CommandOf(folder["prover"], program, values, proof), "--input", folder["input"], "--json");
}
