namespace Vendue.Mechanisms.LagrangeDara;

/// <summary>
/// The seals of bids and asks: SHA-256 over a tag and the canonical encoding of what is sealed. The account is sealed in,
/// so that a seal copied by another account opens nothing.
/// </summary>
public static class Seal
{
    /// <summary>The seal of a bid: the text "vendue/lagrange-dara/bid/1", account, request, value and salt.</summary>
    public static Hash32 OfBid(Name account, Hash32 request, UInt128 value, Hash32 salt)
    {
        var writer = new CanonicalWriter();
        writer.Raw("vendue/lagrange-dara/bid/1"u8);
        writer.Name(account);
        writer.Hash32(request);
        writer.UInt128(value);
        writer.Hash32(salt);
        return Hash32.Sha256(writer.Written);
    }

    /// <summary>The seal of an ask: the text "vendue/lagrange-dara/ask/1", account, round, capacity, price and salt.</summary>
    public static Hash32 OfAsk(Name account, ulong round, ulong capacity, UInt128 price, Hash32 salt)
    {
        var writer = new CanonicalWriter();
        writer.Raw("vendue/lagrange-dara/ask/1"u8);
        writer.Name(account);
        writer.UInt64(round);
        writer.UInt64(capacity);
        writer.UInt128(price);
        writer.Hash32(salt);
        return Hash32.Sha256(writer.Written);
    }
}
