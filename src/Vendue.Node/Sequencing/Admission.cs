using Vendue.Node.Storage;

namespace Vendue.Node.Sequencing;

/// <summary>
/// What is checked before a command may take a place in the journal: whatever a stranger could send without end, whatever
/// the market would refuse without spending the nonce, and that the input, program and proofs that it names are stored.
/// </summary>
/// <param name="programs">The programs that can be verified.</param>
/// <param name="blobs">The stored inputs and proofs.</param>
/// <param name="lanesPerAccount">How many nonce lanes an account may use, numbered from 0; each takes a row for ever.</param>
public sealed class Admission(IPrograms programs, IStored blobs, int lanesPerAccount = Admission.DefaultLanes)
{
    /// <summary>How many nonce lanes an account may use if nothing else is said.</summary>
    public const int DefaultLanes = 1024;

    /// <summary>The first of the lanes in which only the owner's key counts: a stolen delegated key can use up the others, but not the owner's way to revoke it.</summary>
    public const ushort FirstOwnerLane = 0xFF00;

    static readonly Rejection LaneOutOfRange = new(400, "lane-out-of-range", $"The nonce lane is beyond what the market takes of one account; number commands in a lower lane. Lanes from {FirstOwnerLane} are the owner's key's alone.");

    internal Rejection? Check(Market market, Submission submission)
    {
        var envelope = submission.Command.Envelope;
        if (!market.Ledger.TryFind(envelope.Sender, out Account sender)) return Rejection.For(404, Refused.UnknownAccount);
        ulong last = market.Keys.LastNonce(sender, envelope.Lane);
        if (envelope.Nonce <= last) return Rejection.For(409, Refused.NonceUsed.With(last));
        if (!envelope.Key.IsZero && !market.Keys.IsAuthorised(sender, envelope.Key)) return Rejection.For(401, Refused.KeyUnknown);
        if (envelope.Lane >= lanesPerAccount && (envelope.Lane < FirstOwnerLane || !envelope.Key.IsZero)) return LaneOutOfRange;
        if (!market.Keys.HasLane(sender, envelope.Lane)) return Rejection.For(503, Refused.TableFull.With(market.Genesis.Limits.Lanes));
        if (CheckUpgrade(market, envelope) is { } unfit) return unfit;
        return CheckStatements(market.StatementsIn(envelope.Action, envelope.Body.Memory)) ?? CheckProofs(market, submission);
    }

    /// <summary>What only some programs know must not stand in the journal as refused: a later program would replay it otherwise.</summary>
    static Rejection? CheckUpgrade(Market market, in Client.CommandEnvelope envelope)
    {
        if (envelope.Action != Upgrade.Tag) return null;
        try
        {
            var upgrade = Codec<Upgrade>.Of.Decode(envelope.Body.Memory);
            return market.Editions.Check(upgrade).Reason == Refused.RulesUnknown ? new Rejection(409, Refused.RulesUnknown.Code, market.Editions.ExplainUnknown(upgrade)) : null;
        }
        catch (EncodingException)
        {
            // The market refuses what cannot be read.
            return null;
        }
    }

    Rejection? CheckStatements(IReadOnlyList<Statement> statements)
    {
        foreach (var statement in statements)
        {
            if (programs.SystemOf(statement.Program) is not { } own)
                return new Rejection(404, "unknown-program", $"The market has no verifying key for program {statement.Program}; register it with PUT /v1/programs first.");
            // No proof would ever be valid, and whoever is bound to deliver one would pay for it.
            if ((statement.System, statement.Version) != own)
                return new Rejection(400, "other-system", $"Program {statement.Program} is verified by {own.System} version {own.Version}, not by {statement.System} version {statement.Version}; state its own system.");
            if (!statement.Input.IsZero && !blobs.Contains(statement.Input))
                return new Rejection(404, "input-missing", $"The market does not store the input {statement.Input}; send it with PUT /v1/blobs first.");
            if (!statement.Generator.IsZero && !blobs.Contains(statement.Generator))
                return new Rejection(404, "generator-missing", $"The market does not store the witness generator {statement.Generator}; send it with PUT /v1/blobs first.");
        }
        return null;
    }

    Rejection? CheckProofs(Market market, Submission submission)
    {
        submission.Claims = market.ClaimsIn(submission.Command.Envelope.Action, submission.Command.Envelope.Body.Memory);
        foreach (var claim in submission.Claims.OfType<ProofClaim>())
            if (!blobs.Contains(claim.Proof))
                return new Rejection(404, "proof-missing", $"The market does not store the proof {claim.Proof}; send it with PUT /v1/blobs first.");
        return null;
    }
}
