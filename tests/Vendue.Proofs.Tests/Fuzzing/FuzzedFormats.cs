using Vendue.Proofs.Fflonk;
using Vendue.Proofs.Formats;
using Vendue.Proofs.Groth16;
using Vendue.Proofs.Plonk;
using Vendue.Proofs.Tests.Fuzzing.Formats;
using Vendue.Proofs.Tests.Groth16;
using Vendue.Proofs.Tests.Snarkjs;
using Vendue.Proofs.ZkVms;

namespace Vendue.Proofs.Tests.Fuzzing;

/// <summary>Every format that is fuzzed.</summary>
static class FuzzedFormats
{
    public static IReadOnlyList<FuzzedFormat> All { get; } =
    [
        new FuzzedZKey(),
        new FuzzedWitness(),
        new FuzzedR1cs(),
        ProofJsonFile(),
        PublicJsonFile(),
        VerifyingKeyJsonFile(),
        new FuzzedProof(),
        new FuzzedPublicValues(),
        new FuzzedVerifyingKey(),
        new FuzzedVerdict(new Groth16Bn254(), "groth16-verdict", [Proven(3, 5), Proven(9, 2)], inG2: [64], inG1: [0, 192]),
        .. Polynomial("plonk", points: 9, keyPoints: 8, file => PlonkProof.Parse(file), file => PlonkVerifyingKey.Parse(file), file => PlonkProofJson.Parse(file), PlonkProofJson.Write),
        new FuzzedVerdict(new PlonkBn254(), "plonk-verdict", [FixtureOf("plonk")], inG2: [], inG1: [.. Enumerable.Range(0, 9).Select(i => 64 * i)]),
        .. Polynomial("fflonk", points: 4, keyPoints: 1, file => FflonkProof.Parse(file), file => FflonkVerifyingKey.Parse(file), file => FflonkProofJson.Parse(file), FflonkProofJson.Write),
        new FuzzedVerdict(new FflonkBn254(), "fflonk-verdict", [FixtureOf("fflonk")], inG2: [], inG1: [.. Enumerable.Range(0, 4).Select(i => 64 * i)]),
        new FuzzedSnarkjsKey(),
        new FuzzedReceipt(new RiscZeroGroth16()),
        new FuzzedReceiptProgram(new RiscZeroGroth16()),
        new FuzzedReceipt(new Sp1Groth16()),
        new FuzzedReceiptProgram(new Sp1Groth16()),
        new FuzzedSp1ReceiptJson(),
        new FuzzedRiscZeroReceiptJson(),
        new FuzzedWitnessInput(),
        new FuzzedGenerator(),
    ];

    static FuzzedSnarkjsJson<Groth16Proof> ProofJsonFile() => new(
        "proof.json",
        Written(ProofJson.Write, Cubic.Prover.Prove(Cubic.Witness(3, 5)).Proof, new Groth16Proof(default, default, default)),
        file => ProofJson.Parse(file), ProofJson.Write, bytes => Groth16Proof.Parse(bytes), value => value.ToBytes());

    static FuzzedSnarkjsJson<PublicValues> PublicJsonFile() => new(
        "public.json",
        Written(PublicValuesJson.Write, Cubic.Witness(3, 5).PublicValues(2), new PublicValues([]), new PublicValues([-Fr.One, Fr.Zero, Fr.One.Halve()])),
        file => PublicValuesJson.Parse(file), PublicValuesJson.Write, bytes => PublicValues.Parse(bytes), value => value.ToBytes());

    static FuzzedSnarkjsJson<VerifyingKey> VerifyingKeyJsonFile() => new(
        "verification_key.json",
        Written(VerifyingKeyJson.Write, [.. Circuits.Small.Select(circuit => DevelopmentSetup.Run(circuit, "fuzz"u8).VerifyingKey)]),
        file => VerifyingKeyJson.Parse(file), VerifyingKeyJson.Write, bytes => VerifyingKey.Parse(bytes), value => value.ToBytes(), shortRun: 1_000, longRun: 60_000);

    static byte[][] Written<T>(Action<T, Stream> write, params T[] values) => Array.ConvertAll(values, value =>
    {
        using var stream = new MemoryStream();
        write(value, stream);
        return stream.ToArray();
    });

    static ProofCase Proven(ulong x, ulong k)
    {
        (Groth16Proof proof, PublicValues values) = Cubic.Prover.Prove(Cubic.Witness(x, k));
        return new ProofCase(Cubic.Key.VerifyingKey.ToBytes(), values.ToBytes(), proof.ToBytes());
    }

    static IEnumerable<FuzzedFormat> Polynomial<TProof, TKey>(
        string protocol, int points, int keyPoints, Func<byte[], TProof> proof, Func<byte[], TKey> key, Func<byte[], TProof> json, Action<TProof, Stream> write)
        where TProof : PolynomialProof
        where TKey : PolynomialVerifyingKey
    {
        SnarkjsFixture[] fixtures = [.. SnarkjsFixture.Counts.Select(count => new SnarkjsFixture(protocol, count))];
        yield return new FuzzedPoints<TProof>($"{protocol}-proof", [.. fixtures.Select(f => f.Proof)], 0, points, proof, value => value.ToBytes());
        yield return new FuzzedPoints<TKey>($"{protocol}-key", [.. fixtures.Select(f => f.Key)], FuzzedPoints<TKey>.FirstOfKey, keyPoints, key, value => value.ToBytes());
        yield return new FuzzedSnarkjsJson<TProof>($"{protocol}-proof.json", [.. fixtures.Select(f => f.ProofJson)], json, write, proof, value => value.ToBytes());
    }

    static ProofCase FixtureOf(string protocol)
    {
        var fixture = new SnarkjsFixture(protocol, 3);
        return new ProofCase(fixture.Key, fixture.Public, fixture.Proof);
    }
}
