namespace Vendue.Mechanisms.Stages;

/// <summary>Ids of requests: the same request asked for again has the same id.</summary>
public static class RequestId
{
    /// <summary>SHA-256 over the text "vendue/request/1", the requester's name, the statement and the nonce in their canonical encodings.</summary>
    public static Hash32 Of(Name requester, Statement statement, ulong nonce)
    {
        var writer = new CanonicalWriter();
        writer.Raw("vendue/request/1"u8);
        writer.Name(requester);
        Codec<Statement>.Of.Write(writer, statement);
        writer.UInt64(nonce);
        return Hash32.Sha256(writer.Written);
    }
}
