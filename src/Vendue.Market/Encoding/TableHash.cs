using System.Buffers.Binary;

namespace Vendue.Kernel;

/// <summary>
/// The secret of this process that hash tables mix into their keys. Requesters choose request ids and references
/// freely: with a known mix they could choose thousands that fall into one bucket and make every look-up a long walk.
/// No state, event or order depends on it.
/// </summary>
static class TableHash
{
    public static readonly ulong A = Draw(), B = Draw(), C = Draw(), D = Draw();

    /// <summary>Folds four words into one index; equal words give equal indexes within a process only.</summary>
    public static int Of(ulong a, ulong b, ulong c, ulong d)
    {
        ulong mixed = Fold(a ^ A, b ^ B) ^ Fold(c ^ C, d ^ D);
        return (int)(mixed ^ (mixed >> 32));
    }

    static ulong Fold(ulong x, ulong y)
    {
        var product = (UInt128)x * y;
        return (ulong)product ^ (ulong)(product >> 64);
    }

    static ulong Draw()
    {
#pragma warning disable RS0030 // The one use of randomness in the kernel: it never reaches the state.
        return BinaryPrimitives.ReadUInt64LittleEndian(System.Security.Cryptography.RandomNumberGenerator.GetBytes(8)) | 1;
#pragma warning restore RS0030
    }
}
