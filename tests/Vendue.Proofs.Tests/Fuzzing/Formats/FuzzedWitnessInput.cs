using Vendue.Proofs.Tests.Fuzzing.Mutating;
using Vendue.Proofs.Witnesses;

namespace Vendue.Proofs.Tests.Fuzzing.Formats;

/// <summary>The JSON of a circuit's inputs.</summary>
sealed class FuzzedWitnessInput : FuzzedFormat<WitnessInput>
{
    public override string Name => "input.json";

    public override IReadOnlyList<byte[]> Seeds { get; } =
    [
        """{"start": "5", "prover": "7"}"""u8.ToArray(),
        """{"a": 5, "b": "-12", "m": [[1, "2"], ["0xff", 123456789012345678901234567890]], "empty": [], "deep": [[[["1"]]]]}"""u8.ToArray(),
        "\uFEFF{\"ключ\": [\"21888242871839275222246405745257275088548364400416034343698204186575808495616\"]}"u8.ToArray(),
    ];

    public override long AllocatedPerByte => 128;

    public override byte[] Mutate(Random random, byte[] file, byte[] other) => JsonText.Mutate(random, file, other);

    protected override WitnessInput Parse(byte[] file) => WitnessInput.Parse(file);

    protected override void Check(WitnessInput value, byte[] file)
    {
        WitnessInput back = WitnessInput.Parse(value.ToJson());
        back.Count.ShouldBe(value.Count);
        back.Signals.Keys.ShouldBe(value.Signals.Keys, ignoreOrder: true);
        foreach ((string name, System.Numerics.BigInteger[] values) in value.Signals)
            back.Signals[name].ShouldBe(values);
    }
}
