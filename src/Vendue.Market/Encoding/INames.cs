namespace Vendue.Kernel;

/// <summary>Translates between the numbers of accounts and assets and their names, where values meet people.</summary>
public interface INames
{
    /// <summary>The name of an account.</summary>
    Name NameOf(Account account);

    /// <summary>The name of an asset.</summary>
    Name NameOf(Asset asset);

    /// <summary>Finds an account by name.</summary>
    bool TryFind(Name name, out Account account);

    /// <summary>Finds an asset by name.</summary>
    bool TryFind(Name name, out Asset asset);
}
