using System.Buffers;
using Org.BouncyCastle.Math;

namespace Vendue.Client;

/// <summary>The check of a signed command, cheapest parts first. Pure and safe to run on many threads at once.</summary>
public static class Signatures
{
    static readonly SearchValues<byte> LowerHex = SearchValues.Create("0123456789abcdef"u8);

    /// <summary>Whether a signed command is well formed, meant for this market, and signed by whom it says.</summary>
    /// <param name="command">The command.</param>
    /// <param name="genesis">The hash of this market's genesis.</param>
    /// <param name="actions">This market's actions.</param>
    /// <returns>What is wrong; null when nothing is. Whether a delegated key is authorised, the market decides.</returns>
    public static ApiError? Verify(in SignedCommand command, Hash32 genesis, ActionSet actions)
    {
        ArgumentNullException.ThrowIfNull(actions);
        return CheckForm(command, genesis, actions, out var action) ?? CheckSignature(command, action!);
    }

    /// <summary>The checks that need no arithmetic on curves: a node makes them before it spends time on a signature.</summary>
    /// <returns>What is wrong; null when nothing is.</returns>
    public static ApiError? CheckForm(in SignedCommand command, Hash32 genesis, ActionSet actions, out ActionDescription? action)
    {
        ArgumentNullException.ThrowIfNull(actions);
        var envelope = command.Envelope;
        action = null;
        if (envelope.Genesis != genesis) return ApiError.WrongMarket;
        if (envelope.Nonce == 0) return ApiError.Malformed.Because("The nonce is 0; number the commands of a lane from 1.");
        if (envelope.Expires == 0) return ApiError.Malformed.Because("The command has no expiry; state the last instant at which it counts.");
        if (envelope.Sender.IsEmpty) return ApiError.Malformed.Because("The command names no sender.");
        if (command.Signature.Length != (envelope.IsSignedByOwner ? OwnerKey.SignatureSize : DelegatedKey.SignatureSize)) return ApiError.WrongLength;
        if (envelope.IsSignedByOwner && CheckOwnerForm(envelope.Sender, command.Signature.Span) is { } wrong) return wrong;
        if (!actions.TryFind(envelope.Action, out action)) return ApiError.UnknownAction;
        return ActionJson.Check(action, envelope.Body) is { } notCanonical ? ApiError.BadBody.Because($"The action's bytes are not its canonical encoding: {notCanonical}") : null;
    }

    /// <summary>The check of the signature alone, of a command whose form was checked.</summary>
    /// <returns>What is wrong; null when nothing is.</returns>
    public static ApiError? CheckSignature(in SignedCommand command, ActionDescription action)
    {
        var envelope = command.Envelope;
        bool holds = envelope.IsSignedByOwner
            ? Secp256k1.Recover(Eip712.Digest(envelope, action), command.Signature.Span) == envelope.Sender
            : DelegatedKey.Verify(envelope.Key, DelegatedKey.MessageOf(envelope.Id()), command.Signature.Span);
        return holds ? null : ApiError.BadSignature;
    }

    /// <summary>What is wrong with the form of an owner's signature; null when nothing is.</summary>
    internal static ApiError? CheckOwnerForm(Name signer, ReadOnlySpan<byte> signature)
    {
        if (!IsAddress(signer)) return ApiError.BadSender;
        if (signature.Length != OwnerKey.SignatureSize) return ApiError.WrongLength;
        if (signature[^1] is not (27 or 28)) return ApiError.BadRecovery;
        return Secp256k1.IsHigh(new BigInteger(1, signature.Slice(Secp256k1.ScalarSize, Secp256k1.ScalarSize))) ? ApiError.HighS : null;
    }

    /// <summary>Whether a name is an Ethereum address in lower case.</summary>
    public static bool IsAddress(Name name) =>
        name.Length == 42 && name.Bytes.StartsWith("0x"u8) && name.Bytes[2..].IndexOfAnyExcept(LowerHex) < 0;
}
