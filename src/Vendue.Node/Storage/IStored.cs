namespace Vendue.Node.Storage;

/// <summary>A store of byte strings by hash, as far as it says what it has.</summary>
public interface IStored
{
    /// <summary>Whether it is stored.</summary>
    bool Contains(Hash32 hash);
}
