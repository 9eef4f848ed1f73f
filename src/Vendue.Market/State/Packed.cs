namespace Vendue.Kernel;

/// <summary>A handle as the 64 bits that a timer carries.</summary>
public static class Packed
{
    /// <summary>The handle's bits.</summary>
    public static ulong Of<T>(Handle<T> handle) => ((ulong)handle.Generation << 32) | (uint)handle.Index;

    /// <summary>The handle of these bits.</summary>
    public static Handle<T> Handle<T>(ulong bits) => new((int)(uint)bits, (uint)(bits >> 32));
}
