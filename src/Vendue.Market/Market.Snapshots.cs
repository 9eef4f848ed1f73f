namespace Vendue.Kernel;

/// <content>The whole state: its hash, its bytes, and a market that goes on from them.</content>
public sealed partial class Market
{
    /// <summary>The hash of the whole state.</summary>
    public Hash32 StateHash()
    {
        var writer = new CanonicalWriter();
        writer.Raw("vendue/state/1"u8);
        foreach (var table in tables)
        {
            writer.Name(table.Name);
            writer.Hash32(table.Hash());
        }
        return Hash32.Sha256(writer.Written);
    }

    /// <summary>The whole state as bytes, to be loaded into a market of the same genesis.</summary>
    public byte[] Snapshot()
    {
        var writer = new CanonicalWriter();
        writer.Raw("vendue/snapshot/1"u8);
        writer.Hash32(Genesis.Hash());
        Codec<RulesInForce>.Of.Write(writer, Editions.InForce);
        foreach (var table in tables) table.Save(writer);
        return writer.Written.ToArray();
    }

    /// <summary>A market that goes on from a snapshot.</summary>
    /// <exception cref="EncodingException">The bytes are no snapshot of a market of this genesis.</exception>
    public static Market Restore(Genesis genesis, Func<Scope, Mechanism> mechanism, ReadOnlyMemory<byte> snapshot) => Restore(genesis, new Modules(mechanism), snapshot);

    /// <summary>A market that goes on from a snapshot.</summary>
    /// <exception cref="EncodingException">The bytes are no snapshot of a market of this genesis.</exception>
    public static Market Restore(Genesis genesis, Modules rules, ReadOnlyMemory<byte> snapshot) => Restore(genesis, Rulebook.Of(rules), snapshot);

    /// <summary>A market that goes on from a snapshot, under the rules that were in force.</summary>
    /// <exception cref="EncodingException">The bytes are no snapshot of a market of this genesis, or need rules that the program does not have.</exception>
    public static Market Restore(Genesis genesis, Rulebook rulebook, ReadOnlyMemory<byte> snapshot)
    {
        var reader = new CanonicalReader(snapshot);
        if (!reader.Take("vendue/snapshot/1"u8.Length).SequenceEqual("vendue/snapshot/1"u8)) throw new EncodingException("The bytes are no snapshot.");
        if (reader.Hash32() != genesis.Hash()) throw new EncodingException("The snapshot is of a market with another genesis.");
        var inForce = Codec<RulesInForce>.Of.Read(reader);
        var market = new Market(genesis, rulebook, inForce);
        foreach (var table in market.tables)
        {
            table.Clear();
            table.Load(reader);
        }
        reader.End();
        market.Editions.GoOn(inForce);
        market.undo.Forget();
        return market;
    }
}
