using Vendue.Proofs.Formats;
using Vendue.Proofs.Tests.Fuzzing.Mutating;
using Vendue.Proofs.Witnesses;

namespace Vendue.Proofs.Tests.Fuzzing;

/// <summary>
/// One kind of bytes that is read from outside. To have another format fuzzed, derive from <see cref="FuzzedFormat{T}"/> in
/// the folder Formats: some well-formed files, how they are read, and what must hold of whatever is accepted; then name it in
/// <see cref="FuzzedFormats.All"/>. Mutations that know the format's structure go into <see cref="Mutate"/>.
/// </summary>
abstract class FuzzedFormat
{
    /// <summary>Short name, such as <c>zkey</c>.</summary>
    public abstract string Name { get; }

    /// <summary>Well-formed files, which must be accepted.</summary>
    public abstract IReadOnlyList<byte[]> Seeds { get; }

    /// <summary>Managed bytes that reading may allocate for each byte of the file. The bound is this times the length, plus the constant.</summary>
    public virtual long AllocatedPerByte => 8;

    /// <summary>Managed bytes that reading may allocate whatever the file's length: objects, tables of fixed size, the refusal.</summary>
    public virtual long AllocatedAlways => 1 << 14;

    /// <summary>Files in the run that every build does.</summary>
    public virtual int ShortRun => 3_000;

    /// <summary>Files in a long run of a million files over all formats.</summary>
    public virtual int LongRun => 100_000;

    /// <summary>Damages a file.</summary>
    /// <param name="random">Chance, from the run's seed.</param>
    /// <param name="file">A well-formed file; not to be written to.</param>
    /// <param name="other">Another, or the same, for splices.</param>
    /// <returns>The damaged file.</returns>
    public abstract byte[] Mutate(Random random, byte[] file, byte[] other);

    /// <summary>Reads a file.</summary>
    /// <param name="file">The file.</param>
    /// <returns>The check of what was read; asserts.</returns>
    public abstract Action Read(byte[] file);

    /// <summary>The stable code of a failure, when it is a refusal that this format may give.</summary>
    /// <param name="failure">What reading threw.</param>
    /// <returns>The code; null when nobody should ever see such a failure.</returns>
    public virtual string? CodeOf(Exception failure) => failure switch
    {
        ProofFormatException refusal when refusal.Message.EndsWith('.') => refusal.Code,
        WitnessException refusal when refusal.Message.EndsWith('.') => refusal.Code,
        _ => null,
    };

    public override string ToString() => Name;
}

/// <summary>A fuzzed format whose files are read into values of a type.</summary>
/// <typeparam name="T">What a file is read into.</typeparam>
abstract class FuzzedFormat<T> : FuzzedFormat
{
    public sealed override Action Read(byte[] file)
    {
        T value = Parse(file);
        return () => Check(value, file);
    }

    public override byte[] Mutate(Random random, byte[] file, byte[] other) => Blind.Mutate(random, file, other);

    /// <summary>Reads a file, or refuses it with a typed exception.</summary>
    protected abstract T Parse(byte[] file);

    /// <summary>Asserts what must hold of anything accepted.</summary>
    protected abstract void Check(T value, byte[] file);
}
