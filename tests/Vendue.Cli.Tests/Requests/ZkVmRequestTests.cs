using Vendue.Cli.Tests.Markets;
using Vendue.Cli.Tests.Provers;
using Vendue.Proofs;
using Vendue.Proofs.Tests.ZkVms;
using Vendue.Proofs.ZkVms;

namespace Vendue.Cli.Tests.Requests;

/// <summary>Runs of zkVM programs, asked for on the command line.</summary>
public sealed class ZkVmRequestTests : IClassFixture<LiveMarket>, IDisposable
{
    const string Program = "0x0102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f20";
    static readonly byte[] Id = Convert.FromHexString(Program[2..]);

    readonly LiveMarket market;
    readonly TemporaryFolder folder = new();

    public ZkVmRequestTests(LiveMarket market)
    {
        this.market = market;
        File.WriteAllBytes(folder["input"], [0, 255, (byte)'{']);
    }

    public void Dispose() => folder.Dispose();

    string[] Request(string system, params string[] more) =>
        ["request", "--node", market.Address, "--key", market.Requester, "--system", system, "--input", folder["input"], "--ceiling", "1000000", "--deadline", "600", .. more];

    [Theory]
    [InlineData("risc0-groth16")]
    [InlineData("sp1-groth16")]
    public async Task A_program_is_asked_for_by_its_identity_or_by_the_key_that_pins_it(string system)
    {
        File.WriteAllText(folder["values"], "0x00ff");
        await VendueCommand.DoAsync("proof", "program", "--system", system, "--program", Program, "--vkey", folder["key"]);
        string[][] ways = [["--program", Program], ["--vkey", folder["key"]], ["--program", Program, "--public", folder["values"]]];
        foreach (var way in ways)
        {
            var posted = await VendueCommand.DoAsync(Request(system, [.. way, "--work", "1048576"]));
            var shown = await VendueCommand.DoAsync("request", "show", (string)posted["request"]!, "--node", market.Address);
            shown["state"]!.ToString().ShouldBe("open");
            shown["work"]!.ToString().ShouldBe("1048576");
            var pinned = ReceiptProgram.Of(ProofSystems.All.OfType<ReceiptSystem>().Single(s => s.Name == system), Id);
            shown["program"]!.ToString().ShouldBe("0x" + Convert.ToHexStringLower(pinned.Hash()));
        }
    }

    [Fact]
    public async Task A_withdrawn_release_is_warned_of()
    {
        var run = await VendueCommand.RunAsync(Request("risc0-groth16", "--program", Program, "--work", "1", "--accept", "2.1"));
        run.ExitCode.ShouldBe(0, run.Error);
        run.Error.ShouldContain("GHSA-f6rc-24x4-ppxp");
    }

    [Fact]
    public async Task What_does_not_fit_is_told_before_anything_is_sent()
    {
        string[] program = ["--program", Program, "--work", "1"];
        await ShouldFailAsync("usage", Request("risc0-groth16", "--work", "1"));
        await ShouldFailAsync("usage", Request("risc0-groth16", "--program", Program));
        await ShouldFailAsync("usage", Request("risc0", program));
        await ShouldFailAsync("usage", Request("sp1-groth16", [.. program, "--zkey", market.ProvingKey]));
        await ShouldFailAsync("usage", Request("sp1-groth16", [.. program, "--generator", market.Input]));
        await ShouldFailAsync("usage", Request("sp1-groth16", [.. program, "--vkey", folder["input"]]));
        await ShouldFailAsync("not-a-program-key", Request("sp1-groth16", "--vkey", folder["input"], "--work", "1"));
        await ShouldFailAsync("verifier-unknown", Request("sp1-groth16", [.. program, "--accept", "0.1"]));
        await ShouldFailAsync("not-a-program", Request("sp1-groth16", "--program", "0x" + new string('0', 64), "--work", "1"));
        await ShouldFailAsync("usage", [.. Request("risc0-groth16", program).Where(word => word is not ("--system" or "risc0-groth16"))]);
        File.WriteAllBytes(folder["values"], new byte[ReceiptSystem.MaxPublicBytes + 1]);
        await ShouldFailAsync("public-length", Request("sp1-groth16", [.. program, "--public", folder["values"]]));

        async Task ShouldFailAsync(string code, string[] request) => (await VendueCommand.FailAsync(2, request)).ShouldBe(code, string.Join(' ', request));
    }

    [Theory]
    [InlineData("risc0-groth16", "3.0")]
    [InlineData("sp1-groth16", "6.1.0")]
    public async Task A_real_receipt_from_a_cluster_is_paid_for_and_written_as_it_goes_on_chain(string system, string release)
    {
        PublicReceipt.Require();
        var receipt = PublicReceipt.Genuine.First(r => (r.System, r.Release) == (system, release));
        var (identity, values, proof) = receipt.Read();
        var cluster = ReceiptProver.CommandOf(folder["cluster"], ReceiptProgram.Of(receipt.ReceiptSystem, identity), values, proof);
        await using var prover = new RunningCommand(
            "prover", "--node", market.Address, "--key", market.Prover, "--outside", cluster, "--folder", folder["prover"], "--price-per-million", "1", "--work-per-second", "1000000");
        await prover.LineAsync(line => (string?)line["step"] == "ready");

        File.WriteAllBytes(folder["expected"], values);
        string program = $"0x{Convert.ToHexStringLower(identity)}";
        var ended = await VendueCommand.DoAsync(Request(
            system, "--program", program, "--work", "1048576", "--public", folder["expected"], "--wait", "--proof", folder["seal"], "--public-out", folder["values"]));
        ended["state"]!.ToString().ShouldBe("settled");
        ended["publicValues"]!.ToString().ShouldBe($"0x{Convert.ToHexStringLower(values)}");
        UInt128.Parse((string)ended["paid"]!).ShouldBeGreaterThan(UInt128.Zero);
        File.ReadAllBytes(folder["seal"]).ShouldBe(proof);
        File.ReadAllBytes(folder["values"]).ShouldBe(values);
        (await VendueCommand.RunAsync("proof", "verify", "--system", system, "--program", program, "--proof", folder["seal"], "--public", folder["values"])).ExitCode.ShouldBe(0);
        (await prover.StopAsync()).ShouldBe(0);
    }
}
