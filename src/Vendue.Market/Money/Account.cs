namespace Vendue.Kernel;

/// <summary>An account of a market, by its number; 0 is none. Accounts are never removed.</summary>
/// <param name="Index">Its number, from 1 in order of opening.</param>
public readonly record struct Account(int Index)
{
    /// <summary>Whether this is no account.</summary>
    public bool IsNone => Index == 0;

    /// <summary>The account that created money comes from and destroyed deposits return to. The only one below zero.</summary>
    public static Account Issued => new(1);

    /// <summary>The account of money destroyed by the rules of a mechanism.</summary>
    public static Account Burnt => new(2);

    /// <summary>The market's own account.</summary>
    public static Account Treasury => new(3);
}

/// <summary>An asset of a market, by its number in the genesis.</summary>
/// <param name="Index">Its position among the genesis' assets, from 0.</param>
public readonly record struct Asset(byte Index);
