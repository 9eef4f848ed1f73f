namespace Vendue.Cli.Tests.Provers;

/// <summary>The adapters whose proofs this process cannot verify: they verify themselves.</summary>
public sealed class OtherAdapterTests : IDisposable
{
    readonly TemporaryFolder folder = new();

    [Fact]
    public async Task An_o1js_proof_is_made_and_verified_by_its_adapter()
    {
        NodeScript.Require();
        Assert.SkipUnless(Environment.GetEnvironmentVariable("VENDUE_O1JS") == "1", "Compiling takes a minute: VENDUE_O1JS=1 turns this on.");
        Assert.SkipUnless(Directory.Exists(Repository.Of("tests/o1js/node_modules")), "o1js is not installed: run `npm ci` in tests/o1js.");
        await File.WriteAllTextAsync(folder["input.json"], """{ "preimage": "5" }""", TestContext.Current.CancellationToken);
        string command = $"node '{Repository.Of("adapters/o1js.mjs")}' --o1js '{Repository.Of("tests/o1js")}' --program '{Repository.Of("examples/outside-prover/preimage.mjs")}'";
        var answer = await VendueCommand.DoAsync("prover", "outside", "check", command, "--input", folder["input.json"]);
        var program = answer["programs"]!.AsArray().Single()!;
        ((string)program["system"]!, (bool)program["verified"]!).ShouldBe(("pickles-pasta", false));
        ((int)answer["proofBytes"]!).ShouldBeGreaterThan(10_000);
    }

    [Fact]
    public async Task Barretenberg_without_the_public_setup_s_files_says_which_are_missing()
    {
        NodeScript.Require();
        var run = await VendueCommand.RunAsync("prover", "outside", "check", $"node '{Repository.Of("adapters/barretenberg.mjs")}' --bb '{folder[""]}' --circuits '{folder[""]}' --crs '{folder[""]}'");
        run.ExitCode.ShouldBe(2);
        run.Error.ShouldContain("has no public setup: put bn254_g2.dat there");
    }

    public void Dispose() => folder.Dispose();
}
