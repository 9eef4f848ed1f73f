using Vendue.Proofs.Tests.Fuzzing.Mutating;

namespace Vendue.Proofs.Tests.Fuzzing.Formats;

/// <summary>Canonical bytes in which points of G1 follow each other, big-endian: proofs and verifying keys of PLONK and FFLONK.</summary>
sealed class FuzzedPoints<T>(string name, IReadOnlyList<byte[]> seeds, int firstPoint, int points, Func<byte[], T> parse, Func<T, byte[]> write) : FuzzedCanonical<T>
{
    /// <summary>Where the points of a verifying key begin.</summary>
    public const int FirstOfKey = 80;

    public override string Name => name;

    public override IReadOnlyList<byte[]> Seeds => seeds;

    public override byte[] Mutate(Random random, byte[] file, byte[] other) => random.Next(4) == 0
        ? Points.PutEncoded(random, file, firstPoint + (64 * random.Next(points)), inG2: false)
        : Blind.Mutate(random, file, other);

    protected override T Parse(byte[] file) => parse(file);

    protected override byte[] Written(T value) => write(value);
}
