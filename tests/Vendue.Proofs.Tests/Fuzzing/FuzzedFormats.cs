using Vendue.Proofs.Fflonk;
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
        new FuzzedProofJson(),
        new FuzzedPublicJson(),
        new FuzzedVerifyingKeyJson(),
        new FuzzedProof(),
        new FuzzedPublicValues(),
        new FuzzedVerifyingKey(),
        new FuzzedVerdict(new Groth16Bn254(), "groth16-verdict", [Proven(3, 5), Proven(9, 2)], inG2: [64], inG1: [0, 192]),
        new FuzzedPlonkProof(),
        new FuzzedPlonkKey(),
        new FuzzedPlonkProofJson(),
        new FuzzedVerdict(new PlonkBn254(), "plonk-verdict", [FixtureOf("plonk")], inG2: [], inG1: [.. Enumerable.Range(0, 9).Select(i => 64 * i)]),
        new FuzzedFflonkProof(),
        new FuzzedFflonkKey(),
        new FuzzedFflonkProofJson(),
        new FuzzedVerdict(new FflonkBn254(), "fflonk-verdict", [FixtureOf("fflonk")], inG2: [], inG1: [.. Enumerable.Range(0, 4).Select(i => 64 * i)]),
        new FuzzedSnarkjsKey(),
        new FuzzedReceipt(new RiscZeroGroth16()),
        new FuzzedReceiptProgram(new RiscZeroGroth16()),
        new FuzzedReceipt(new Sp1Groth16()),
        new FuzzedReceiptProgram(new Sp1Groth16()),
        new FuzzedSp1ReceiptJson(),
        new FuzzedWitnessInput(),
        new FuzzedGenerator(),
    ];

    static ProofCase Proven(ulong x, ulong k)
    {
        (Groth16Proof proof, PublicValues values) = Cubic.Prover.Prove(Cubic.Witness(x, k));
        return new ProofCase(Cubic.Key.VerifyingKey.ToBytes(), values.ToBytes(), proof.ToBytes());
    }

    static ProofCase FixtureOf(string protocol)
    {
        var fixture = new SnarkjsFixture(protocol, 3);
        return new ProofCase(fixture.Key, fixture.Public, fixture.Proof);
    }
}
