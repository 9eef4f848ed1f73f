using Vendue.Proofs.Tests.Fuzzing.Mutating;

namespace Vendue.Proofs.Tests.Fuzzing.Formats;

/// <summary>A JSON file of snarkjs: whatever is accepted is written as JSON that reads to the same canonical bytes.</summary>
/// <param name="name">The format's name.</param>
/// <param name="seeds">Well-formed files.</param>
/// <param name="parse">Reads JSON.</param>
/// <param name="write">Writes JSON.</param>
/// <param name="read">Reads canonical bytes.</param>
/// <param name="canonical">Writes canonical bytes.</param>
/// <param name="shortRun">Files in the run that every build does.</param>
/// <param name="longRun">Files in a long run.</param>
sealed class FuzzedSnarkjsJson<T>(
    string name, IReadOnlyList<byte[]> seeds, Func<byte[], T> parse, Action<T, Stream> write, Func<byte[], T> read, Func<T, byte[]> canonical, int shortRun = 2_000, int longRun = 100_000)
    : FuzzedFormat<T>
{
    public override string Name => name;

    public override IReadOnlyList<byte[]> Seeds => seeds;

    public override long AllocatedPerByte => 64;

    public override int ShortRun => shortRun;

    public override int LongRun => longRun;

    public override byte[] Mutate(Random random, byte[] file, byte[] other) => JsonText.Mutate(random, file, other);

    protected override T Parse(byte[] file) => parse(file);

    protected override void Check(T value, byte[] file)
    {
        byte[] bytes = canonical(value);
        canonical(read(bytes)).ShouldBe(bytes);
        using var stream = new MemoryStream();
        write(value, stream);
        canonical(Parse(stream.ToArray())).ShouldBe(bytes);
    }
}
