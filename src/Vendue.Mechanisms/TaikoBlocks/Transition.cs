using System.Buffers.Binary;

namespace Vendue.Mechanisms.TaikoBlocks;

/// <summary>What a proof of a block claims: from the parent it starts at, the block leads to the result.</summary>
/// <param name="Parent">The result of the block before; zero where blocks do not name it.</param>
/// <param name="Result">Where the block leads to.</param>
/// <param name="GasUsed">The gas it used, where the public values say so; else 0.</param>
public readonly record struct Transition(Hash32 Parent, Hash32 Result, ulong GasUsed);

/// <summary>Where the public values of a block's proof say what they claim: positions of 32-byte elements.</summary>
/// <param name="Parent">The position of the parent; 65,535 for none: then all transitions of a block are one.</param>
/// <param name="Result">The position of the result; 65,535 for the SHA-256 of all the public values.</param>
/// <param name="GasUsed">The position of the gas used; 65,535 for none.</param>
public readonly record struct TransitionLayout(ushort Parent, ushort Result, ushort GasUsed)
{
    /// <summary>The position that stands for none.</summary>
    public const ushort None = ushort.MaxValue;

    /// <summary>Blocks without parents, whose result is all that their proof says.</summary>
    public static TransitionLayout Unlinked => new(None, None, None);

    /// <summary>Whether blocks name their parents.</summary>
    public bool IsLinked => Parent != None;

    /// <summary>What is wrong with it, in one sentence; null when nothing is.</summary>
    public string? Check() => IsLinked && Result == None ? "A layout that names the parent must name the result." : null;

    /// <summary>Reads what public values claim.</summary>
    /// <returns>False when they are too short, or the gas is beyond 64 bits.</returns>
    public bool TryRead(ReadOnlySpan<byte> publicValues, out Transition transition)
    {
        transition = default;
        Hash32 parent = default, result = default, gas = default;
        if (!TryElement(publicValues, Parent, ref parent) || !TryElement(publicValues, Result, ref result) || !TryElement(publicValues, GasUsed, ref gas)) return false;
        Span<byte> number = stackalloc byte[Hash32.Size];
        gas.CopyTo(number);
        if (number[..^sizeof(ulong)].ContainsAnyExcept((byte)0)) return false;
        if (Result == None) result = Hash32.Sha256(publicValues);
        transition = new Transition(parent, result, BinaryPrimitives.ReadUInt64BigEndian(number[^sizeof(ulong)..]));
        return true;
    }

    static bool TryElement(ReadOnlySpan<byte> publicValues, ushort position, ref Hash32 element)
    {
        if (position == None) return true;
        if (publicValues.Length / Hash32.Size <= position) return false;
        element = new Hash32(publicValues.Slice(position * Hash32.Size, Hash32.Size));
        return true;
    }
}
