using Vendue.Proofs.Groth16;
using Vendue.Proofs.Tests.ZkVms;
using Vendue.Proofs.ZkVms;

namespace Vendue.Cli.Tests.Proofs;

/// <summary>Receipts of zkVMs on the command line.</summary>
public sealed class ReceiptCommandsTests : IDisposable
{
    const string Program = "0x0102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f20";

    readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Public_receipts_are_valid_in_every_form_that_they_come_in()
    {
        PublicReceipt.Require();
        foreach (var receipt in PublicReceipt.Genuine)
        {
            var (program, values, proof) = receipt.Read();
            File.WriteAllText(folder["seal"], $"0x{Convert.ToHexStringLower(proof)}\n");
            File.WriteAllBytes(folder["values"], values);
            string[] pin = ["--system", receipt.System, "--program", $"0x{Convert.ToHexStringLower(program)}", "--accept", receipt.Release];
            var json = await VendueCommand.DoAsync(["proof", "verify", .. pin, "--proof", folder["seal"], "--public", folder["values"]]);
            ((bool)json["valid"]!, (string)json["release"]!).ShouldBe((true, receipt.Release));

            File.WriteAllBytes(folder["raw"], proof);
            await VendueCommand.DoAsync(["proof", "program", .. pin, "--vkey", folder["key"]]);
            await VendueCommand.DoAsync("proof", "verify", "--system", receipt.System, "--vkey", folder["key"], "--proof", folder["raw"], "--public", folder["values"]);

            if (receipt.ReceiptSystem is RiscZeroGroth16)
            {
                File.WriteAllText(folder["receipt.json"], SerdeReceipt.Of(proof, values, SerdeReceipt.ClaimOf(program)));
                ((bool)(await VendueCommand.DoAsync(["proof", "verify", .. pin, "--proof", folder["receipt.json"]]))["valid"]!).ShouldBeTrue();
            }

            File.AppendAllText(folder["values"], "!");
            var other = await VerifyAsync([.. pin, "--proof", folder["seal"], "--public", folder["values"], "--json"]);
            (other.ExitCode, (string)other.Json["code"]!).ShouldBe((1, "proof-invalid"));
        }
    }

    [Fact]
    public async Task SP1s_own_file_says_all_that_is_needed_but_is_not_believed_about_the_program()
    {
        PublicReceipt.Require();
        var receipt = PublicReceipt.Genuine.Last(r => r.Path.EndsWith(".json", StringComparison.Ordinal) && r.Release == "6.1.0");
        string[] verify = ["--system", receipt.System, "--proof", receipt.Path];
        var trusting = await VerifyAsync(verify);
        trusting.ExitCode.ShouldBe(0);
        trusting.Error.ShouldContain("--program");
        var (program, _, _) = receipt.Read();
        (await VerifyAsync([.. verify, "--program", $"0x{Convert.ToHexStringLower(program)}"])).Error.ShouldBeEmpty();
        (await VerifyAsync([.. verify, "--program", Program, "--json"])).Failure.Code.ShouldBe("program-differs");
    }

    [Fact]
    public async Task A_withdrawn_release_is_accepted_only_by_name_and_with_a_warning()
    {
        PublicReceipt.Require();
        var receipt = PublicReceipt.Genuine.First(r => r.Release == "2.1");
        var (program, values, proof) = receipt.Read();
        File.WriteAllBytes(folder["seal"], proof);
        File.WriteAllBytes(folder["values"], values);
        string[] verify = ["--system", receipt.System, "--program", $"0x{Convert.ToHexStringLower(program)}", "--proof", folder["seal"], "--public", folder["values"]];
        (await VerifyAsync([.. verify, "--json"])).Json["code"]!.GetValue<string>().ShouldBe("selector-not-accepted");
        var named = await VerifyAsync([.. verify, "--accept", "2.1"]);
        named.ExitCode.ShouldBe(0);
        named.Error.ShouldContain("GHSA-f6rc-24x4-ppxp");
    }

    [Fact]
    public async Task A_pinned_program_is_written_as_a_market_registers_it()
    {
        var json = await VendueCommand.DoAsync("proof", "program", "--system", "sp1-groth16", "--program", Program, "--vkey", folder["key"]);
        var pinned = ReceiptProgram.Of(new Sp1Groth16(), Convert.FromHexString(Program[2..]));
        File.ReadAllBytes(folder["key"]).ShouldBe(pinned.ToBytes());
        ((string)json["market"]!).ShouldBe($"0x{Convert.ToHexStringLower(pinned.Hash())}");
        json["accepted"]!.AsArray().Select(v => (string)v!["selector"]!).ShouldBe(["0x4388a21c", "0xa4594c59"]);
    }

    [Fact]
    public async Task What_is_no_receipt_is_told_by_its_code_and_a_forged_one_is_invalid()
    {
        File.WriteAllText(folder["values"], "stated");
        var current = new RiscZeroGroth16().Named("3.0");
        byte[] forged = [.. current.Selector, .. new Groth16Proof(current.Key.Alpha, current.Key.Beta, current.Key.Alpha).ToBytes()];
        await ShouldBeAsync(forged, 1, null);
        await ShouldBeAsync(forged[..^1], 2, "proof-length");
        await ShouldBeAsync([.. "\0\0\0\0"u8, .. forged[4..]], 2, "selector-unknown");
        forged[10] ^= 1;
        await ShouldBeAsync(forged, 2, "point-not-on-curve");

        async Task ShouldBeAsync(byte[] proof, int exitCode, string? code)
        {
            File.WriteAllBytes(folder["seal"], proof);
            var run = await VerifyAsync("--system", "risc0-groth16", "--program", Program, "--proof", folder["seal"], "--public", folder["values"], "--json");
            run.ExitCode.ShouldBe(exitCode);
            if (code is not null) run.Failure.Code.ShouldBe(code);
        }
    }

    [Fact]
    public async Task RISC_Zeros_own_file_says_all_that_is_needed_but_is_not_believed_about_the_program()
    {
        var current = new RiscZeroGroth16().Named("3.0");
        byte[] forged = [.. current.Selector, .. new Groth16Proof(current.Key.Alpha, current.Key.Beta, current.Key.Alpha).ToBytes()];
        byte[] identity = Convert.FromHexString(Program[2..]);
        string receipt = SerdeReceipt.Of(forged, [1, 2], SerdeReceipt.ClaimOf(identity));
        File.WriteAllText(folder["receipt.json"], receipt);
        string[] verify = ["--system", "risc0-groth16", "--proof", folder["receipt.json"]];
        var trusting = await VerifyAsync(verify);
        trusting.ExitCode.ShouldBe(1);
        trusting.Error.ShouldContain("--program");
        (await VerifyAsync([.. verify, "--program", Program, "--json"])).Json["code"]!.ToString().ShouldBe("proof-invalid");
        (await VerifyAsync([.. verify, "--program", Program.Replace("01", "02", StringComparison.Ordinal), "--json"])).Failure.Code.ShouldBe("program-differs");

        File.WriteAllText(folder["receipt.json"], receipt.Replace("Groth16", "Succinct", StringComparison.Ordinal));
        (await VerifyAsync([.. verify, "--json"])).Failure.Code.ShouldBe("receipt-kind");
        File.WriteAllText(folder["receipt.json"], SerdeReceipt.Of(forged, [1, 2], new { Pruned = SerdeReceipt.Words(identity) }));
        (await VerifyAsync([.. verify, "--json"])).Failure.Message.ShouldContain("--program");
    }

    [Fact]
    public async Task Options_that_do_not_fit_are_told_in_a_sentence()
    {
        File.WriteAllText(folder["any"], "any");
        string[] files = ["--proof", folder["any"], "--public", folder["any"], "--json"];
        (await VerifyAsync(["--system", "other", .. files])).Failure.Message.ShouldContain("risc0-groth16");
        (await VerifyAsync(["--system", "sp1-groth16", .. files])).Failure.Message.ShouldContain("--program");
        (await VerifyAsync(["--system", "sp1-groth16", "--program", Program, "--accept", "0.1", .. files])).Failure.ShouldSatisfyAllConditions(
            f => f.Code.ShouldBe("verifier-unknown"), f => f.Message.ShouldContain("6.1.0"));
        (await VerifyAsync(["--system", "sp1-groth16", "--vkey", folder["any"], .. files])).Failure.Code.ShouldBe("not-a-program-key");
        (await VerifyAsync("--system", "sp1-groth16", "--program", Program, "--proof", folder["any"], "--json")).Failure.Message.ShouldContain("--public");
        (await VerifyAsync(files)).Failure.Message.ShouldContain("--vkey");
        (await VendueCommand.RunAsync("proof", "program", "--system", "sp1-groth16", "--vkey", folder["key"], "--json")).Failure.Message.ShouldContain("--program");
    }

    static Task<Run> VerifyAsync(params string[] arguments) => VendueCommand.RunAsync(["proof", "verify", .. arguments]);
}
