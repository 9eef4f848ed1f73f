namespace Vendue.Kernel;

readonly record struct BeaconState(ulong Round, Hash32 Value, Hash32 Anchor);

/// <summary>The hash of a draw.</summary>
public enum DrawHash : byte
{
    /// <summary>SHA-256.</summary>
    Sha256,
    /// <summary>Keccak-256, as Ethereum uses it.</summary>
    Keccak256,
}

/// <summary>
/// The market's randomness: a hash chain whose end stands in the genesis. Each round reveals the preimage of the value
/// before, so nobody can choose it; a draw hashes it with bytes that the mechanism states, so anybody can recheck it.
/// </summary>
public sealed class Beacon
{
    readonly Cell<BeaconState> state;
    ReadOnlyMemory<Hash32> raw;

    internal Beacon(Market market, Genesis genesis)
    {
        state = market.Cell<BeaconState>("beacon");
        state.Value = new BeaconState(0, genesis.BeaconAnchor, genesis.BeaconAnchor);
    }

    /// <summary>How many values were revealed.</summary>
    public ulong Round => state.Value.Round;

    /// <summary>The value revealed last; the genesis' anchor before the first.</summary>
    public Hash32 Value => state.Value.Value;

    /// <summary>A draw: SHA-256 over the text "vendue/draw/1", the beacon's value and the bytes that name what is drawn.</summary>
    public Hash32 Draw(ReadOnlySpan<byte> what)
    {
        if (raw.Length > 0)
        {
            var next = raw.Span[0];
            raw = raw[1..];
            return next;
        }
        var writer = new CanonicalWriter();
        writer.Raw("vendue/draw/1"u8);
        writer.Hash32(Value);
        writer.Raw(what);
        return Hash32.Sha256(writer.Written);
    }

    /// <summary>A draw as a source states it: the hash of exactly these bytes, into which the mechanism puts <see cref="Value"/> where its source has its seed.</summary>
    public Hash32 Draw(ReadOnlySpan<byte> preimage, DrawHash hash)
    {
        if (raw.Length == 0) return hash == DrawHash.Keccak256 ? Keccak256.Hash(preimage) : Hash32.Sha256(preimage);
        var next = raw.Span[0];
        raw = raw[1..];
        return next;
    }

    internal Outcome Reveal(Hash32 value)
    {
        var now = state.Value;
        if (Hash32.Sha256(value.ToArray()) != now.Anchor) return Refused.BeaconMismatch;
        state.Value = new BeaconState(now.Round + 1, value, value);
        return Outcome.Applied;
    }

    /// <summary>Gives the raw draws of the command under way, for its timers and its action; none are left for the next.</summary>
    internal void Inject(ReadOnlyMemory<Hash32> draws) => raw = draws;
}
