using Vendue.Proofs.Tests.Fuzzing.Formats;

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
        new FuzzedVerdict(),
        new FuzzedWitnessInput(),
        new FuzzedGenerator(),
    ];
}
