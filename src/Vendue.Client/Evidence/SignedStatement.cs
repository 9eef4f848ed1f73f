namespace Vendue.Client;

/// <summary>What kind of statement an operator signs.</summary>
public enum StatementKind : byte
{
    /// <summary>An <see cref="Client.Acknowledgement"/>.</summary>
    Acknowledgement,
    /// <summary>A <see cref="Client.Checkpoint"/>.</summary>
    Checkpoint,
}

/// <summary>Something that an operator signed and a client kept: an acknowledgement or a checkpoint.</summary>
public sealed record SignedStatement
{
    SignedStatement(StatementKind kind, Hash32 market, ulong sequence, ulong now, ulong block, Hash32 head, Bytes said, Bytes signature, string origin)
    {
        (Kind, Market, Sequence, Now, Block) = (kind, market, sequence, now, block);
        (Head, Said, Signature, Origin) = (head, said, signature, origin);
    }

    /// <summary>What it is.</summary>
    public StatementKind Kind { get; }

    /// <summary>The hash of the market's genesis.</summary>
    public Hash32 Market { get; }

    /// <summary>The place in the journal that it is about.</summary>
    public ulong Sequence { get; }

    /// <summary>The market's instant at that place.</summary>
    public ulong Now { get; }

    /// <summary>The height of the market's block clock at that place.</summary>
    public ulong Block { get; }

    /// <summary>The head of the hash chain at that place.</summary>
    public Hash32 Head { get; }

    /// <summary>Its canonical bytes, which the signature covers.</summary>
    public Bytes Said { get; }

    /// <summary>The signature.</summary>
    public Bytes Signature { get; }

    /// <summary>Where it was found, for messages.</summary>
    public string Origin { get; }

    /// <summary>What it says of a command; null for a checkpoint.</summary>
    public Acknowledgement? Acknowledgement { get; private init; }

    /// <summary>What it says of the state; null for an acknowledgement.</summary>
    public Checkpoint? Checkpoint { get; private init; }

    /// <summary>An acknowledgement that was kept.</summary>
    public static SignedStatement Of(in Acknowledgement said, Bytes signature, string origin) =>
        new(StatementKind.Acknowledgement, said.Market, said.Sequence, said.Now, said.Block, said.Head, new Bytes(said.Encode()), signature, origin) { Acknowledgement = said };

    /// <summary>A checkpoint that was kept.</summary>
    public static SignedStatement Of(in SignedCheckpoint kept, string origin)
    {
        var said = kept.Checkpoint;
        return new(StatementKind.Checkpoint, said.Market, said.Sequence, said.Now, said.Block, said.Head, new Bytes(said.Encode()), kept.Signature, origin) { Checkpoint = said };
    }

    /// <summary>A statement from its canonical bytes.</summary>
    /// <exception cref="EncodingException">The bytes are no such statement.</exception>
    public static SignedStatement Decode(StatementKind kind, Bytes said, Bytes signature, string origin) => kind == StatementKind.Acknowledgement
        ? Of(Client.Acknowledgement.Decode(said.Memory), signature, origin)
        : Of(new SignedCheckpoint(Client.Checkpoint.Decode(said.Memory), signature), origin);

    /// <summary>Whether the key signed it.</summary>
    public bool IsSignedBy(Hash32 operatorKey) =>
        Acknowledgement?.Verify(operatorKey, Signature) ?? Checkpoint!.Value.Verify(operatorKey, Signature);

    /// <summary>
    /// Why two statements of one operator cannot both be true of one market's history, whatever it was; null when they can.
    /// Two that are true of different markets never contradict each other.
    /// </summary>
    public static string? Contradiction(SignedStatement one, SignedStatement other)
    {
        ArgumentNullException.ThrowIfNull(one);
        ArgumentNullException.ThrowIfNull(other);
        if (one.Market != other.Market) return null;
        if (one.Acknowledgement is { } a && other.Acknowledgement is { } b && a.Command == b.Command && a.Sequence != b.Sequence)
            return $"command {a.Command} is said to be entry {a.Sequence} and to be entry {b.Sequence}";
        if (one.Sequence == other.Sequence) return OfOnePlace(one, other);
        var (earlier, later) = one.Sequence < other.Sequence ? (one, other) : (other, one);
        if (earlier.Now > later.Now) return $"entry {earlier.Sequence} is said to be of instant {earlier.Now} and the later entry {later.Sequence} of the earlier instant {later.Now}";
        if (earlier.Block > later.Block) return $"entry {earlier.Sequence} is said to be of block {earlier.Block} and the later entry {later.Sequence} of the earlier block {later.Block}";
        return earlier.Head == later.Head ? $"the hash chain is said to have one head after entry {earlier.Sequence} and after entry {later.Sequence}" : null;
    }

    static string? OfOnePlace(SignedStatement one, SignedStatement other)
    {
        string place = $"of entry {one.Sequence}";
        if (one.Head != other.Head) return $"two heads of the hash chain are stated {place}: {one.Head} and {other.Head}";
        if ((one.Now, one.Block) != (other.Now, other.Block)) return $"two instants are stated {place}: {one.Now} and {other.Now}";
        if (one.Kind == other.Kind && one.Said != other.Said)
            return one.Kind == StatementKind.Checkpoint ? $"two states are stated {place}" : $"two commands or outcomes are stated {place}";
        return null;
    }
}
