using System.Threading.Channels;

namespace Vendue.Client;

/// <summary>
/// The nonce lanes of one client. A market takes the nonces of a lane in rising order only, so a lane carries one command at
/// a time; several lanes carry several at once.
/// </summary>
sealed class NonceLanes
{
    readonly Channel<NonceLane> free = Channel.CreateUnbounded<NonceLane>();

    public NonceLanes(ushort first, ushort count)
    {
        if (count == 0 || first + count - 1 > ushort.MaxValue)
            throw new ArgumentOutOfRangeException(nameof(count), "A client uses at least one nonce lane, and none beyond 65,535.");
        for (int i = 0; i < count; i++) free.Writer.TryWrite(new NonceLane((ushort)(first + i)));
    }

    /// <summary>Waits for a free lane and takes it.</summary>
    public ValueTask<NonceLane> TakeAsync(CancellationToken cancel) => free.Reader.ReadAsync(cancel);

    /// <summary>Gives a lane back.</summary>
    public void Return(NonceLane lane) => free.Writer.TryWrite(lane);
}

/// <summary>One lane, and the last nonce used in it. Used by one command at a time.</summary>
sealed class NonceLane(ushort number)
{
    ulong? last;

    public ushort Number => number;

    /// <summary>Whether the lane's last nonce must be asked of the market first.</summary>
    public bool IsUnknown => last is null;

    public void Learn(ulong lastNonce) => last = lastNonce;

    public void Forget() => last = null;

    public ulong Next()
    {
        last = checked(last!.Value + 1);
        return last.Value;
    }
}
