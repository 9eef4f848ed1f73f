using System.Buffers.Binary;

namespace Vendue.Mechanisms.TaikoAssignedBlocks;

/// <summary>Proposals: blocks and the provers that agreed to prove them.</summary>
public sealed partial class AssignedBlocks
{
    /// <summary>What an assignee signs: a message of this kind.</summary>
    public static readonly Name AssignmentKind = "assignment";

    static readonly Name FeeReason = "proving-fee", LivenessReason = "liveness-bond";
    const ulong MostWork = 1UL << 48;

    /// <summary>Times the most work it stays within 128 bits.</summary>
    static readonly UInt128 HighestPrice = UInt128.One << 79;

    /// <inheritdoc/>
    public override IReadOnlyList<Statement> StatementsIn(ushort tag, ReadOnlyMemory<byte> action) => tag switch
    {
        TaikoAssignedBlocks.Propose.Tag => [Codec<Propose>.Of.Decode(action).Statement],
        ProposeToCheapest.Tag => [Codec<ProposeToCheapest>.Of.Decode(action).Statement],
        _ => [],
    };

    static IReadOnlyList<Claim> SignatureIn(ReadOnlyMemory<byte> action)
    {
        var proposal = Codec<Propose>.Of.Decode(action);
        if (proposal.Signature.Length == 0) return [];
        var statement = Hash32.Sha256(Codec<Statement>.Of.Encode(proposal.Statement));
        var assignment = new Assignment(proposal.Proposer, proposal.Request, statement, proposal.Fees, proposal.Expires, proposal.MostBlock, proposal.MostProposedIn);
        return [new SignatureClaim(proposal.Assignee, AssignmentKind, new Bytes(Codec<Assignment>.Of.Encode(assignment)), proposal.Signature)];
    }

    Outcome Offer(in Call call, in OfferService action)
    {
        if (action.PricePerMillion > HighestPrice) return Reasons.PriceOutOfRange.With((Int128)HighestPrice);
        if (action.Expires != 0 && action.Expires < call.Now) return Reasons.OfferExpired.With(action.Expires);
        bool stands = offerByProver.TryFind(call.Sender, out var handle);
        if (action.Slots == 0)
        {
            if (!stands) return Reasons.NoOffer;
            offers.Remove(handle);
        }
        else
        {
            ulong number = stands ? offers[handle].Number : state.Value.LastOffer + 1;
            uint busy = stands ? offers[handle].Slots - offers[handle].Free : 0;
            var offer = new OfferRow(call.Sender, number, action.PricePerMillion, uint.Max(action.Slots, busy), uint.Max(action.Slots, busy) - busy, action.Expires);
            if (stands) offers.Write(handle, offer);
            else if (!offers.TryAdd(offer, out _)) return offers.Full;
            if (!stands) state.Value = state.Value with { LastOffer = number };
        }
        Scope.Emit(new OfferChanged(call.Sender, action.PricePerMillion, action.Slots, action.Expires));
        return Outcome.Applied;
    }

    Outcome Propose(in Call call, in Propose action)
    {
        if (Unfit(action.Statement) is { IsRefused: true } unfit) return unfit;
        if (call.Now > action.Expires) return Reasons.OfferExpired.With(action.Expires);
        if (action.Expires > Later(call.Now, longestOffer)) return Reasons.ExpiryTooFar.With(Later(call.Now, longestOffer));
        if (action.Fees.Length > tiers.Length) return Reasons.TooManyFees.With(tiers.Length);
        if (action.MostBlock != 0 && state.Value.LastBlock + 1 > action.MostBlock) return Reasons.BlockTooHigh.With(action.MostBlock);
        if (action.MostProposedIn != 0 && call.Block > action.MostProposedIn) return Reasons.ProposedTooLate.With(action.MostProposedIn);
        if (!action.Proposer.IsEmpty && action.Proposer != Ledger.NameOf(call.Sender)) return Reasons.NotTheProposer;
        if (!Ledger.TryFind(action.Assignee, out Account assignee)) return Refused.UnknownAccount;
        if (Agreed(call, action, assignee) is { IsRefused: true } disagreed) return disagreed;
        byte tier = DrawTier();
        var needed = tiers[tier].Name;
        int fee = Array.FindIndex(action.Fees, f => f.Tier == needed);
        if (fee < 0) return Reasons.FeeMissing;
        return Open(call.Sender, action.Request, action.Statement, assignee, action.Fees[fee].Fee, tier, byOffer: false);
    }

    /// <summary>The assignee's agreement: its signature over exactly this assignment, or that it proposes itself.</summary>
    static Outcome Agreed(in Call call, in Propose action, Account assignee)
    {
        if (action.Signature.Length == 0) return call.Sender == assignee ? Outcome.Applied : Reasons.SignatureMissing;
        if (call.Verdicts.Length == 0) return Refused.VerdictMissing;
        return call.Verdicts[0] == Verdict.Valid ? Outcome.Applied : Reasons.SignatureWrong;
    }

    Outcome Propose(in Call call, in ProposeToCheapest action)
    {
        if (Unfit(action.Statement) is { IsRefused: true } unfit) return unfit;
        if (!TryCheapest(action.Statement.Work, action.MostFee, out var offer, out var fee)) return Reasons.NoOffer;
        var row = offers[offer];
        offers.Write(offer, row with { Free = row.Free - 1 });
        return Open(call.Sender, action.Request, action.Statement, row.Prover, fee, DrawTier(), byOffer: true);
    }

    /// <summary>The cheapest standing offer, the older of equal ones, that has a slot and, with the fee, the liveness bond.</summary>
    bool TryCheapest(ulong work, UInt128 most, out Handle<OfferRow> cheapest, out UInt128 fee)
    {
        fee = 0;
        foreach (var handle in offersByPrice.All())
        {
            var offer = offers[handle];
            fee = Wide.MulDivCeil(offer.PricePerMillion, work, Million);
            if (fee > most) break;
            if (offer.Free == 0 || (offer.Expires != 0 && Scope.Now > offer.Expires)) continue;
            if ((UInt128)Ledger.Balance(offer.Prover, Token) + fee < parameters.LivenessBond) continue;
            cheapest = handle;
            return true;
        }
        cheapest = default;
        return false;
    }

    Outcome Unfit(Statement statement)
    {
        if (statement.Work == 0 || statement.Work > MostWork) return Reasons.WorkOutOfRange.With(MostWork);
        return statement.Predicate.Data.Length > parameters.LongestPredicate ? Reasons.PredicateTooLong.With(parameters.LongestPredicate) : Outcome.Applied;
    }

    /// <summary>The tier that the next block needs at least: by a draw, unless it is always the same.</summary>
    byte DrawTier()
    {
        if (parameters.MinimumTier[0].Modulus == 1) return (byte)TierOf(parameters.MinimumTier[0].Tier);
        Span<byte> what = stackalloc byte[Hash32.Size + sizeof(ulong)];
        Scope.Beacon.Value.CopyTo(what);
        BinaryPrimitives.WriteUInt64BigEndian(what[Hash32.Size..], state.Value.LastBlock + 1);
        var draw = Scope.Beacon.Draw(what, DrawHash.Keccak256);
        return (byte)TierOf(MinimumTier.Of(parameters.MinimumTier, modulus => (ulong)Draws.Below(draw, modulus)));
    }

    Outcome Open(Account proposer, Hash32 key, Statement statement, Account assignee, UInt128 fee, byte tier, bool byOffer)
    {
        if (Scope.OpenRequest(key, proposer, statement, Later(Scope.Now, longestUnproven), out var request) is { IsRefused: true } notOpened) return notOpened;
        if (Ledger.Pay(proposer, assignee, Token, fee, FeeReason) is { IsRefused: true } poor) return poor;
        Handle<Holding> liveness = default;
        if (parameters.LivenessBond > 0)
        {
            if (Ledger.OpenHolding(Place.Bond, assignee, Token, request, out liveness) is { IsRefused: true } noHolding) return noHolding;
            if (Ledger.Hold(assignee, liveness, parameters.LivenessBond, LivenessReason) is { IsRefused: true } noBond) return noBond;
        }
        ulong number = state.Value.LastBlock + 1;
        var block = new BlockRow(request, number, proposer, assignee, Scope.Now, tier, fee, liveness, byOffer, false, 0, false, 0, 0);
        if (!blocks.TryAdd(block, out _)) return blocks.Full;
        state.Value = state.Value with { LastBlock = number };
        if (Scope.Enqueue(request) is { IsRefused: true } notEnqueued) return notEnqueued;
        ulong until = WindowEnd(block);
        Scope.Emit(new BlockProposed(number, key, proposer, assignee, tiers[tier].Name, fee, until));
        Scope.Emit(new AssignedEvent(key, assignee, Token, fee, Token, parameters.LivenessBond, until == 0 ? 0 : until - 1));
        return Outcome.Applied;
    }
}
