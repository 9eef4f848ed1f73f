namespace Vendue.Proofs.Fields;

/// <summary>
/// A prime below 2^256 / 5 with its Montgomery constants, R = 2^256, as compile-time constants for the JIT. The bounds in the
/// notes on sums rely on five times the prime fitting 256 bits.
/// </summary>
public interface IModulus
{
    /// <summary>The prime, least significant limb.</summary>
    static abstract ulong P0 { get; }

    /// <summary>The prime, second limb.</summary>
    static abstract ulong P1 { get; }

    /// <summary>The prime, third limb.</summary>
    static abstract ulong P2 { get; }

    /// <summary>The prime, most significant limb.</summary>
    static abstract ulong P3 { get; }

    /// <summary>-P^-1 mod 2^64.</summary>
    static abstract ulong NegatedInverse { get; }

    /// <summary>R mod P: one in Montgomery form.</summary>
    static abstract UInt256 R { get; }

    /// <summary>R^2 mod P: the factor that brings an integer into Montgomery form.</summary>
    static abstract UInt256 RSquared { get; }
}

/// <summary>BN254's base field prime p = 36x^4 + 36x^3 + 24x^2 + 6x + 1 with x = 4965661367192848881 (EIP-196).</summary>
public readonly struct BaseModulus : IModulus
{
    /// <inheritdoc/>
    public static ulong P0 => 0x3c208c16d87cfd47;

    /// <inheritdoc/>
    public static ulong P1 => 0x97816a916871ca8d;

    /// <inheritdoc/>
    public static ulong P2 => 0xb85045b68181585d;

    /// <inheritdoc/>
    public static ulong P3 => 0x30644e72e131a029;

    /// <inheritdoc/>
    public static ulong NegatedInverse => 0x87d20782e4866389;

    /// <inheritdoc/>
    public static UInt256 R => new(0xd35d438dc58f0d9d, 0x0a78eb28f5c70b3d, 0x666ea36f7879462c, 0x0e0a77c19a07df2f);

    /// <inheritdoc/>
    public static UInt256 RSquared => new(0xf32cfc5b538afa89, 0xb5e71911d44501fb, 0x47ab1eff0a417ff6, 0x06d89f71cab8351f);
}

/// <summary>BN254's group order r = 36x^4 + 36x^3 + 18x^2 + 6x + 1: the field of scalars, witnesses and public values.</summary>
public readonly struct ScalarModulus : IModulus
{
    /// <inheritdoc/>
    public static ulong P0 => 0x43e1f593f0000001;

    /// <inheritdoc/>
    public static ulong P1 => 0x2833e84879b97091;

    /// <inheritdoc/>
    public static ulong P2 => 0xb85045b68181585d;

    /// <inheritdoc/>
    public static ulong P3 => 0x30644e72e131a029;

    /// <inheritdoc/>
    public static ulong NegatedInverse => 0xc2e1f593efffffff;

    /// <inheritdoc/>
    public static UInt256 R => new(0xac96341c4ffffffb, 0x36fc76959f60cd29, 0x666ea36f7879462e, 0x0e0a77c19a07df2f);

    /// <inheritdoc/>
    public static UInt256 RSquared => new(0x1bb8e645ae216da7, 0x53fe3ab1e35c59e3, 0x8c49833d53bb8085, 0x0216d0b17f4e44a5);
}
