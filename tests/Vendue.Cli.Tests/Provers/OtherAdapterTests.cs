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
    public async Task An_UltraHonk_proof_is_made_and_verified_by_its_adapter()
    {
        string setup = BarretenbergSetup();
        await File.WriteAllTextAsync(folder["input.json"], """{ "root": "3", "square": "9" }""", TestContext.Current.CancellationToken);
        var answer = await VendueCommand.DoAsync("prover", "outside", "check", Barretenberg(setup), "--input", folder["input.json"]);
        var program = answer["programs"]!.AsArray().Single()!;
        ((string)program["system"]!, (bool)program["verified"]!, (string)program["unit"]!).ShouldBe(("ultrahonk-bn254", false, "gates"));
        ((int)answer["proofBytes"]!).ShouldBeGreaterThan(10_000);
    }

    [Fact]
    public async Task An_input_without_an_UltraHonk_proof_is_refused_by_its_adapter()
    {
        string setup = BarretenbergSetup();
        await File.WriteAllTextAsync(folder["input.json"], """{ "root": "3", "square": "10" }""", TestContext.Current.CancellationToken);
        (await VendueCommand.FailAsync(2, "prover", "outside", "check", Barretenberg(setup), "--input", folder["input.json"])).ShouldBe("outside-failed");
    }

    [Fact]
    public async Task A_setup_of_ones_own_making_gives_no_UltraHonk_proof_that_counts()
    {
        string setup = BarretenbergSetup();
        // Powers of x = 1: a setup whose secret everybody knows.
        byte[] point = new byte[64];
        (point[31], point[63]) = (1, 2);
        await File.WriteAllBytesAsync(folder["bn254_g1.dat"], [.. Enumerable.Repeat(point, 513).SelectMany(p => p)], TestContext.Current.CancellationToken);
        File.Copy(Path.Combine(setup, "bn254_g2.dat"), folder["bn254_g2.dat"]);
        await File.WriteAllTextAsync(folder["input.json"], """{ "root": "3", "square": "9" }""", TestContext.Current.CancellationToken);
        (await VendueCommand.FailAsync(2, "prover", "outside", "check", Barretenberg(folder[""]), "--input", folder["input.json"])).ShouldStartWith("outside-");
    }

    [Fact]
    public async Task Barretenberg_without_the_public_setup_s_files_says_which_are_missing()
    {
        NodeScript.Require();
        var run = await VendueCommand.RunAsync("prover", "outside", "check", $"node '{Repository.Of("adapters/barretenberg.mjs")}' --bb '{folder[""]}' --circuits '{folder[""]}' --crs '{folder[""]}'");
        run.ExitCode.ShouldBe(2);
        run.Error.ShouldContain("has no public setup: put bn254_g2.dat there");
    }

    /// <summary>The folder of the public setup, which is not part of this repository.</summary>
    static string BarretenbergSetup()
    {
        NodeScript.Require();
        string? setup = Environment.GetEnvironmentVariable("VENDUE_BARRETENBERG");
        Assert.SkipUnless(setup is not null, "It takes 170 MB of packages and the public setup: VENDUE_BARRETENBERG=FOLDER with bn254_g1.dat and bn254_g2.dat turns this on.");
        Assert.SkipUnless(Directory.Exists(Repository.Of("tests/barretenberg/node_modules")), "Barretenberg is not installed: run `npm ci` in tests/barretenberg.");
        return setup!;
    }

    static string Barretenberg(string setup) => $"node '{Repository.Of("adapters/barretenberg.mjs")}' --bb '{Repository.Of("tests/barretenberg")}' --circuits '{Repository.Of("tests/barretenberg/circuits")}' --crs '{setup}'";

    public void Dispose() => folder.Dispose();
}
