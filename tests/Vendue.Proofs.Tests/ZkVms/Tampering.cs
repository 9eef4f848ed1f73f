using Vendue.Proofs.Fields;
using Vendue.Proofs.ZkVms;

namespace Vendue.Proofs.Tests.ZkVms;

/// <summary>A changed copy of a receipt, of its public values or of what they are checked against.</summary>
/// <param name="What">What was changed.</param>
/// <param name="Key">The pinned program.</param>
/// <param name="PublicValues">The public values.</param>
/// <param name="Proof">The receipt.</param>
public sealed record Tampered(string What, byte[] Key, byte[] PublicValues, byte[] Proof);

/// <summary>Makes changed copies of a genuine receipt, none of which may be accepted.</summary>
public static class Tampering
{
    const int BitsTried = 16;

    /// <summary>All changed copies.</summary>
    public static IEnumerable<Tampered> Of(PublicReceipt receipt)
    {
        var system = receipt.ReceiptSystem;
        var (program, values, proof) = receipt.Read();
        var key = ReceiptProgram.Of(system, program, receipt.Release).ToBytes();
        return OfProof(proof).Select(p => new Tampered(p.What, key, values, p.Bytes))
            .Concat(OfValues(values).Select(v => new Tampered(v.What, key, v.Bytes, proof)))
            .Concat(OfKey(system, key).Select(k => new Tampered(k.What, k.Bytes, values, proof)))
            .Concat(OfReleases(system, receipt.Release, program).Select(k => new Tampered(k.What, k.Key, values, k.Change(proof))))
            .Concat(WithOthers(receipt, program, values, proof));
    }

    /// <summary>Changed copies of a receipt as it goes on chain.</summary>
    internal static IEnumerable<(string What, byte[] Bytes)> OfProof(byte[] proof)
    {
        for (int bit = 0; bit < 8 * ReceiptVerifier.SelectorSize; bit++)
            yield return ("selector", Flipped(proof, bit));
        int words = (proof.Length - ReceiptVerifier.SelectorSize) / UInt256.Size;
        for (int word = 0; word < words; word++)
        {
            int at = ReceiptVerifier.SelectorSize + (word * UInt256.Size);
            foreach (int bit in (int[])[0, 7, 128, 248, 255])
                yield return (words - word > 8 ? "header" : "point", Flipped(proof, (8 * at) + bit));
        }

        int points = proof.Length - 256;
        foreach (int y in (int[])[points + 32, points + 224])
            yield return ("point negated", Negated(proof, y));
        foreach (int x in (int[])[points, points + 32, points + 64, points + 192])
            yield return ("coordinate not reduced", WithModulusAdded(proof, x));
        yield return ("points exchanged", [.. proof[..points], .. proof[(points + 192)..], .. proof[(points + 64)..(points + 192)], .. proof[points..(points + 64)]]);
        yield return ("points zero", [.. proof[..points], .. new byte[256]]);
        foreach (int length in (int[])[0, 3, 4, proof.Length - 32, proof.Length - 1])
            yield return ("proof cut", proof[..length]);
        yield return ("proof prolonged", [.. proof, 0]);
        yield return ("proof prolonged", [.. proof, .. new byte[32]]);
    }

    static IEnumerable<(string What, byte[] Bytes)> OfValues(byte[] values)
    {
        for (int i = 0; i < BitsTried; i++)
            yield return ("public values", Flipped(values, i * ((8 * values.Length) - 1) / (BitsTried - 1)));
        yield return ("public values cut", values[..^1]);
        yield return ("public values prolonged", [.. values, 0]);
        yield return ("public values empty", []);
        yield return ("public values too long", new byte[ReceiptSystem.MaxPublicBytes + 1]);
    }

    /// <summary>Every byte of the pinned program: what names the system, the program, the number of releases and their digests.</summary>
    static IEnumerable<(string What, byte[] Bytes)> OfKey(ReceiptSystem system, byte[] key)
    {
        for (int at = 0; at < key.Length; at++)
            yield return (at is >= 8 and < 40 ? "program" : "key", Flipped(key, (8 * at) + (at % 8)));
        yield return ("key cut", key[..^1]);
        yield return ("key prolonged", [.. key, 0]);
        var other = ProofSystems.All.OfType<ReceiptSystem>().First(s => s != system);
        yield return ("other system's key", [.. ReceiptProgram.Of(other, Enumerable.Repeat((byte)1, 32).ToArray()).ToBytes()[..8], .. key[8..]]);
    }

    /// <summary>A request that accepts every release but this one, and this receipt passed off as another release's.</summary>
    static IEnumerable<(string What, byte[] Key, Func<byte[], byte[]> Change)> OfReleases(ReceiptSystem system, string release, byte[] program)
    {
        var others = system.Verifiers.Where(v => v.Version != release).ToList();
        yield return ("release not accepted", ReceiptProgram.Of(system, program, others.Select(v => v.Version)).ToBytes(), proof => proof);
        foreach (var other in others)
            yield return ("other release's selector", ReceiptProgram.Of(system, program, other.Version).ToBytes(), proof => [.. other.Selector, .. proof[ReceiptVerifier.SelectorSize..]]);
    }

    static IEnumerable<Tampered> WithOthers(PublicReceipt receipt, byte[] program, byte[] values, byte[] proof)
    {
        foreach (var other in PublicReceipt.Genuine.Where(r => r.System == receipt.System && r != receipt))
        {
            var (otherProgram, otherValues, otherProof) = other.Read();
            var own = ReceiptProgram.Of(receipt.ReceiptSystem, program, receipt.Release, other.Release).ToBytes();
            var foreign = ReceiptProgram.Of(receipt.ReceiptSystem, otherProgram, receipt.Release, other.Release).ToBytes();
            if (!program.AsSpan().SequenceEqual(otherProgram))
            {
                yield return new Tampered("other program", foreign, values, proof);
                yield return new Tampered("other program's proof", own, otherValues, otherProof);
            }

            if (!values.AsSpan().SequenceEqual(otherValues))
                yield return new Tampered("other program's public values", own, otherValues, proof);
        }
    }

    static byte[] Flipped(byte[] bytes, int bit)
    {
        byte[] copy = [.. bytes];
        copy[bit / 8] ^= (byte)(1 << (bit % 8));
        return copy;
    }

    static byte[] Negated(byte[] proof, int y)
    {
        byte[] copy = [.. proof];
        Fp.TryRead(copy.AsSpan(y, UInt256.Size), out var value).ShouldBeTrue();
        (-value).Write(copy.AsSpan(y));
        return copy;
    }

    static byte[] WithModulusAdded(byte[] proof, int at)
    {
        byte[] copy = [.. proof];
        var sum = UInt256.ReadBigEndian(copy.AsSpan(at)).ToBigInteger() + Fp.Modulus.ToBigInteger();
        UInt256.FromBigInteger(sum).WriteBigEndian(copy.AsSpan(at));
        return copy;
    }
}
