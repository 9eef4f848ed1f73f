namespace Vendue.Mechanisms.BoundlessPovw;

/// <summary>One unit of a work log: a payment that the market settled. Log and number together are its nonce.</summary>
/// <param name="Log">The log: the account that was paid.</param>
/// <param name="Number">Its number within the log, from 0.</param>
/// <param name="Request">The request that was proven.</param>
/// <param name="Work">The work counted.</param>
public readonly record struct WorkRecord(Name Log, ulong Number, Hash32 Request, UInt128 Work);

/// <summary>The append-only chain of commitments to a log's records. Each commitment covers all records before it.</summary>
static class WorkLog
{
    /// <summary>The commitment of a log without records.</summary>
    public static Hash32 Empty { get; } = Hash32.Sha256("vendue/work-log/empty"u8);

    /// <summary>The commitment after one more record: SHA-256("vendue/work-log/1", commitment before, record).</summary>
    public static Hash32 Append(Hash32 before, in WorkRecord record)
    {
        var writer = new CanonicalWriter();
        writer.Raw("vendue/work-log/1"u8);
        writer.Hash32(before);
        Codec<WorkRecord>.Of.Write(writer, record);
        return Hash32.Sha256(writer.Written);
    }
}
