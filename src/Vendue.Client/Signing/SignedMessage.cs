namespace Vendue.Client;

/// <summary>
/// A message that an owner's key signs outside the market for another to present in it: EIP-712 typed data in the market's
/// domain, of the type <c>Message(string signer,string kind,bytes message)</c>.
/// </summary>
public static class SignedMessage
{
    static readonly Eip712Struct Type = Eip712.Root(new Shape(ShapeKind.Record, "Message")
    {
        Fields = [new("signer", Codec<Name>.Of.Shape, "", null), new("kind", Codec<Name>.Of.Shape, "", null), new("message", Codec<Bytes>.Of.Shape, "", null)],
    });

    /// <summary>Signs a message.</summary>
    /// <param name="key">The signer's key.</param>
    /// <param name="market">The hash of the market's genesis.</param>
    /// <param name="kind">What is signed, such as "quote".</param>
    /// <param name="message">The message, in its canonical encoding.</param>
    public static SignatureClaim Sign(OwnerKey key, Hash32 market, Name kind, Bytes message)
    {
        ArgumentNullException.ThrowIfNull(key);
        return new SignatureClaim(key.Address, kind, message, new Bytes(key.SignDigest(Digest(market, key.Address, kind, message))));
    }

    /// <summary>Whether a signature is its signer's, over its message, in this market. Anything else, of any form, is not.</summary>
    public static bool Holds(Hash32 market, SignatureClaim claim)
    {
        ArgumentNullException.ThrowIfNull(claim);
        return Signatures.CheckOwnerForm(claim.Signer, claim.Signature.Span) is null
            && Secp256k1.Recover(Digest(market, claim.Signer, claim.Kind, claim.Message), claim.Signature.Span) == claim.Signer;
    }

    static Hash32 Digest(Hash32 market, Name signer, Name kind, Bytes message)
    {
        var writer = new CanonicalWriter();
        writer.Name(signer);
        writer.Name(kind);
        writer.Bytes(message.Span);
        return Eip712.Digest(market, Type, writer);
    }
}
