namespace Vendue.Client;

/// <summary>The names of a market's assets, as its genesis fixes them. Accounts it does not know.</summary>
sealed class GenesisNames(Genesis genesis) : INames
{
    public Name NameOf(Account account) => throw new EncodingException($"Only the market knows the name of account {account.Index}.");

    public Name NameOf(Asset asset) => asset.Index < genesis.Assets.Length ? genesis.Assets[asset.Index] : throw new EncodingException($"The market has no asset {asset.Index}.");

    public bool TryFind(Name name, out Account account)
    {
        account = default;
        return false;
    }

    public bool TryFind(Name name, out Asset asset)
    {
        int position = Array.IndexOf(genesis.Assets, name);
        asset = new Asset((byte)int.Max(position, 0));
        return position >= 0;
    }
}
