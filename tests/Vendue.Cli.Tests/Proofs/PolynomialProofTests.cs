using System.Numerics;
using System.Text.Json.Nodes;

namespace Vendue.Cli.Tests.Proofs;

/// <summary><c>vendue proof verify</c> with PLONK and FFLONK files, and snarkjs' own word on the same files.</summary>
public sealed class PolynomialProofTests(SnarkjsPolynomialProofs fresh) : IClassFixture<SnarkjsPolynomialProofs>, IDisposable
{
    readonly TemporaryFolder folder = new();

    public static TheoryData<string> Protocols => ["plonk", "fflonk"];

    public void Dispose() => folder.Dispose();

    [Theory]
    [MemberData(nameof(Protocols))]
    public async Task A_kept_proof_is_judged_by_the_system_that_its_key_names(string protocol)
    {
        (await VerifyAsync(Kept($"{protocol}.vkey.json"), Kept($"{protocol}.proof.json"), Kept("public.json"))).ShouldBe(0);
        Edit(Kept("public.json"), folder["public.json"], file => file.AsArray()[2] = "1");
        (await VerifyAsync(Kept($"{protocol}.vkey.json"), Kept($"{protocol}.proof.json"), folder["public.json"])).ShouldBe(1);
    }

    [Fact]
    public async Task A_proof_of_another_system_than_the_key_or_with_other_values_than_it_is_for_cannot_be_used()
    {
        (await VerifyAsync(Kept("plonk.vkey.json"), Kept("fflonk.proof.json"), Kept("public.json"))).ShouldBe(2);
        (await VerifyAsync(Kept("fflonk.vkey.json"), Kept("plonk.proof.json"), Kept("public.json"))).ShouldBe(2);
        Edit(Kept("public.json"), folder["public.json"], file => file.AsArray().RemoveAt(0));
        (await VerifyAsync(Kept("plonk.vkey.json"), Kept("plonk.proof.json"), folder["public.json"])).ShouldBe(2);
        Edit(Kept("plonk.vkey.json"), folder["vkey.json"], file => file["protocol"] = "halo");
        (await VerifyAsync(folder["vkey.json"], Kept("plonk.proof.json"), Kept("public.json"))).ShouldBe(2);
    }

    [Theory]
    [MemberData(nameof(Protocols))]
    public async Task Snarkjs_and_we_agree_on_fresh_proofs_and_on_what_is_made_of_them(string protocol)
    {
        Snarkjs.Require();
        await fresh.Ready;
        (await BothAsync(protocol, fresh.Proof(protocol), fresh.Public)).ShouldBe((0, 0));

        Edit(fresh.Public, folder["public.json"], file => file.AsArray()[0] = Plus(file.AsArray()[0]!));
        (await BothAsync(protocol, fresh.Proof(protocol), folder["public.json"])).ShouldBe((1, 1), "public value");
        Edit(fresh.Proof(protocol), folder["scalar.json"], file =>
        {
            var (place, name) = protocol == "plonk" ? (file.AsObject(), "eval_zw") : (file["evaluations"]!.AsObject(), "t2w");
            place[name] = Plus(place[name]!);
        });
        (await BothAsync(protocol, folder["scalar.json"], fresh.Public)).ShouldBe((1, 1), "scalar");
        Edit(fresh.Proof(protocol), folder["point.json"], file =>
        {
            var (place, from, to) = protocol == "plonk" ? (file.AsObject(), "Wxi", "Wxiw") : (file["polynomials"]!.AsObject(), "W1", "W2");
            place[to] = place[from]!.DeepClone();
        });
        (await BothAsync(protocol, folder["point.json"], fresh.Public)).ShouldBe((1, 1), "point");
    }

    /// <summary>Exit codes of both programs.</summary>
    async Task<(int Ours, int Theirs)> BothAsync(string protocol, string proof, string publicValues) =>
        (await VerifyAsync(fresh.VerifyingKey(protocol), proof, publicValues),
            (await Snarkjs.TryAsync(protocol, "verify", fresh.VerifyingKey(protocol), publicValues, proof)).ExitCode);

    static async Task<int> VerifyAsync(string key, string proof, string publicValues) =>
        (await VendueCommand.RunAsync("proof", "verify", "--vkey", key, "--proof", proof, "--public", publicValues)).ExitCode;

    static string Kept(string name) => Path.Combine(AppContext.BaseDirectory, "Snarkjs", $"publics-3.{name}");

    static void Edit(string from, string to, Action<JsonNode> change)
    {
        var file = JsonNode.Parse(File.ReadAllBytes(from))!;
        change(file);
        File.WriteAllText(to, file.ToJsonString());
    }

    static string Plus(JsonNode value) => (BigInteger.Parse(value.GetValue<string>()) + 1).ToString();
}
