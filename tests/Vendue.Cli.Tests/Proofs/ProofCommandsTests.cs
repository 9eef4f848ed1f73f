using System.Numerics;
using System.Text.Json.Nodes;
using Vendue.Proofs.Statements;

namespace Vendue.Cli.Tests.Proofs;

public sealed class ProofCommandsTests(DevelopmentKeys keys) : IClassFixture<DevelopmentKeys>, IDisposable
{
    static readonly BigInteger scalarPrime = BigInteger.Parse("21888242871839275222246405745257275088548364400416034343698204186575808495617");

    readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    /// <summary>A copy of a JSON file with a change.</summary>
    string Changed(string original, Action<JsonNode> change)
    {
        var json = JsonNode.Parse(File.ReadAllText(original))!;
        change(json);
        var path = folder["changed.json"];
        File.WriteAllText(path, json.ToJsonString());
        return path;
    }

    static void Add(JsonNode array, int index, BigInteger amount) =>
        array[index] = (BigInteger.Parse((string)array[index]!) + amount).ToString();

    static void ShouldBeOneSentence(Run run, int exitCode)
    {
        run.ExitCode.ShouldBe(exitCode);
        run.Output.ShouldBeEmpty();
        run.Error.TrimEnd().ShouldNotContain('\n');
        run.Error.TrimEnd().ShouldEndWith(".");
    }

    [Fact]
    public async Task A_proof_is_valid_under_its_key_and_shows_the_expected_values()
    {
        var run = await keys.VerifyAsync();
        run.ExitCode.ShouldBe(0);
        run.Output.ShouldContain("valid");
        ((bool)(await keys.VerifyAsync(more: "--json")).Json["valid"]!).ShouldBeTrue();

        var digest = Poseidon.Hash(Poseidon.Hash(Fr.FromInteger(5), Fr.FromInteger(0)), Fr.FromInteger(1));
        JsonNode.Parse(File.ReadAllText(keys.Public))!.AsArray().Select(v => (string)v!).ShouldBe([digest.ToString(), "5", "7"]);
    }

    [Fact]
    public async Task Proving_again_gives_another_proof_of_the_same_values()
    {
        (await keys.ProveAsync(folder["proof"], folder["public"])).ExitCode.ShouldBe(0);
        File.ReadAllText(folder["proof"]).ShouldNotBe(File.ReadAllText(keys.Proof));
        File.ReadAllText(folder["public"]).ShouldBe(File.ReadAllText(keys.Public));
        (await keys.VerifyAsync(folder["proof"], folder["public"])).ExitCode.ShouldBe(0);
    }

    [Fact]
    public async Task The_same_seed_gives_the_same_keys_and_another_seed_others()
    {
        (await SetupAsync("test")).ExitCode.ShouldBe(0);
        File.ReadAllBytes(folder["zkey"]).ShouldBe(File.ReadAllBytes(keys.ProvingKey));
        File.ReadAllText(folder["vkey"]).ShouldBe(File.ReadAllText(keys.VerifyingKey));
        (await SetupAsync("other")).ExitCode.ShouldBe(0);
        File.ReadAllText(folder["vkey"]).ShouldNotBe(File.ReadAllText(keys.VerifyingKey));
        (await keys.VerifyAsync(vkey: folder["vkey"])).ExitCode.ShouldBe(1);

        Task<Run> SetupAsync(string seed) => VendueCommand.RunAsync("proof", "setup", "--r1cs", DevelopmentKeys.Circuit.R1csPath,
            "--zkey", folder["zkey"], "--vkey", folder["vkey"], "--seed", seed);
    }

    [Fact]
    public async Task A_setup_says_that_it_is_for_development_only()
    {
        string[] setup = ["proof", "setup", "--r1cs", DevelopmentKeys.Circuit.R1csPath, "--zkey", folder["zkey"], "--vkey", folder["vkey"]];
        (await VendueCommand.RunAsync(setup)).Error.ShouldContain("development");
        ((bool)(await VendueCommand.RunAsync([.. setup, "--json"])).Json["insecure"]!).ShouldBeTrue();
    }

    [Fact]
    public async Task A_changed_public_value_is_invalid()
    {
        (await keys.VerifyAsync(publicValues: Changed(keys.Public, values => Add(values, 1, 1)))).ExitCode.ShouldBe(1);
        var swapped = Changed(keys.Public, values => (values[1], values[2]) = ((string)values[2]!, (string)values[1]!));
        var run = await keys.VerifyAsync(publicValues: swapped);
        run.ExitCode.ShouldBe(1);
        run.Output.ShouldContain("invalid");
        ((bool)(await keys.VerifyAsync(publicValues: swapped, more: "--json")).Json["valid"]!).ShouldBeFalse();
    }

    [Fact]
    public async Task A_proof_point_replaced_by_another_of_the_curve_is_invalid()
    {
        var changed = Changed(keys.Proof, proof => proof["pi_a"] = proof["pi_c"]!.DeepClone());
        (await keys.VerifyAsync(changed)).ExitCode.ShouldBe(1);
    }

    [Theory]
    [InlineData("pi_a")]
    [InlineData("pi_c")]
    public async Task A_proof_point_off_the_curve_is_unusable(string point)
    {
        var changed = Changed(keys.Proof, proof => Add(proof[point]!, 0, 1));
        ShouldBeOneSentence(await keys.VerifyAsync(changed), 2);
    }

    [Fact]
    public async Task A_proof_point_off_the_twisted_curve_is_unusable() =>
        ShouldBeOneSentence(await keys.VerifyAsync(Changed(keys.Proof, proof => Add(proof["pi_b"]![1]!, 0, 1))), 2);

    [Fact]
    public async Task A_public_value_that_is_not_below_the_fields_prime_is_unusable()
    {
        // The same residue, so the pairing equation would hold: a proof for two readings of one value.
        ShouldBeOneSentence(await keys.VerifyAsync(publicValues: Changed(keys.Public, values => Add(values, 1, scalarPrime))), 2);
        ShouldBeOneSentence(await keys.VerifyAsync(publicValues: Changed(keys.Public, values => values[1] = "-5")), 2);
    }

    [Fact]
    public async Task A_public_value_too_many_or_too_few_is_unusable()
    {
        ShouldBeOneSentence(await keys.VerifyAsync(publicValues: Changed(keys.Public, values => values.AsArray().Add("1"))), 2);
        ShouldBeOneSentence(await keys.VerifyAsync(publicValues: Changed(keys.Public, values => values.AsArray().RemoveAt(0))), 2);
    }

    [Fact]
    public async Task A_false_statement_is_not_proven_and_nothing_is_written()
    {
        var setup = await VendueCommand.RunAsync("proof", "setup", "--r1cs", DemoCircuit.MerkleMembership.R1csPath,
            "--zkey", folder["zkey"], "--vkey", folder["vkey"], "--seed", "test");
        setup.ExitCode.ShouldBe(0);
        var statement = DemoStatements.Membership("seed", Fr.One);
        var input = JsonNode.Parse(statement.Input.ToJson())!;
        input["leaf"] = "1";
        File.WriteAllText(folder["input"], input.ToJsonString());

        var run = await keys.ProveAsync(folder["proof"], folder["public"], folder["zkey"], DemoCircuit.MerkleMembership.WasmPath, folder["input"]);
        ShouldBeOneSentence(run, 2);
        run.Error.ShouldContain("does not satisfy the circuit");
        folder.Names.ShouldBe(["input", "vkey", "zkey"]);

        var machine = await keys.ProveAsync(folder["proof"], folder["public"], folder["zkey"], DemoCircuit.MerkleMembership.WasmPath, folder["input"], "--json");
        machine.Failure.Code.ShouldBe("witness-assert-failed");
    }

    [Theory]
    [InlineData(0.0)]
    [InlineData(0.001)]
    [InlineData(0.5)]
    [InlineData(0.999)]
    public async Task A_cut_key_is_unusable(double part)
    {
        var whole = await File.ReadAllBytesAsync(keys.ProvingKey, TestContext.Current.CancellationToken);
        await File.WriteAllBytesAsync(folder["cut.zkey"], whole[..(int)(whole.Length * part)], TestContext.Current.CancellationToken);
        ShouldBeOneSentence(await keys.ProveAsync(folder["proof"], folder["public"], zkey: folder["cut.zkey"]), 2);
        folder.Names.ShouldBe(["cut.zkey"]);
    }

    [Fact]
    public async Task The_key_of_another_circuit_is_unusable()
    {
        var run = await keys.ProveAsync(folder["proof"], folder["public"], wasm: DemoCircuit.LargeChain.WasmPath);
        ShouldBeOneSentence(run, 2);
    }

    [Fact]
    public async Task Files_in_each_others_place_are_unusable()
    {
        ShouldBeOneSentence(await keys.ProveAsync(folder["proof"], folder["public"], zkey: keys.VerifyingKey), 2);
        ShouldBeOneSentence(await keys.ProveAsync(folder["proof"], folder["public"], wasm: keys.ProvingKey), 2);
        ShouldBeOneSentence(await keys.ProveAsync(folder["proof"], folder["public"], input: keys.Public), 2);
        ShouldBeOneSentence(await keys.VerifyAsync(proof: keys.Public), 2);
        ShouldBeOneSentence(await keys.VerifyAsync(publicValues: keys.Proof), 2);
        ShouldBeOneSentence(await keys.VerifyAsync(vkey: keys.ProvingKey), 2);
        ShouldBeOneSentence(await VendueCommand.RunAsync("proof", "setup", "--r1cs", DevelopmentKeys.Circuit.WasmPath,
            "--zkey", folder["zkey"], "--vkey", folder["vkey"]), 2);
        folder.Names.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_missing_file_is_named()
    {
        var run = await keys.VerifyAsync(proof: folder["nowhere.json"]);
        ShouldBeOneSentence(run, 2);
        run.Error.ShouldContain("nowhere.json");
    }

    [Fact]
    public async Task Proving_takes_a_witness_or_what_makes_one()
    {
        string[] prove = ["proof", "prove", "--zkey", keys.ProvingKey, "--proof", folder["proof"], "--public", folder["public"]];
        ShouldBeOneSentence(await VendueCommand.RunAsync(prove), 2);
        ShouldBeOneSentence(await VendueCommand.RunAsync([.. prove, "--wasm", DevelopmentKeys.Circuit.WasmPath]), 2);
        ShouldBeOneSentence(await VendueCommand.RunAsync([.. prove, "--wasm", DevelopmentKeys.Circuit.WasmPath, "--input", keys.Input, "--witness", keys.Input]), 2);
    }
}
