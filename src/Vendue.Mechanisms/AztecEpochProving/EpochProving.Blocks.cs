using Vendue.Mechanisms.Chains;

namespace Vendue.Mechanisms.AztecEpochProving;

/// <content>Blocks, and their roll-back when they are not proven in time.</content>
public sealed partial class EpochProving
{
    const ushort ProposeTag = 69;
    static readonly Name CompensationReason = "bond-compensation";

    Outcome Propose(in Call call, in Propose action)
    {
        ulong slot = SlotNow, epoch = clock.EpochOf(slot);
        if (!MayPropose(slot, call.Sender)) return Reasons.NotProposer.With(slot);
        if (slot < progress.Value.NextSlot) return Reasons.SlotTaken.With(slot);
        Account coinbase = default;
        if (!action.Coinbase.IsEmpty && !Ledger.TryFind(action.Coinbase, out coinbase)) return Refused.UnknownAccount;
        var burn = checked(action.CongestionCost * action.ManaUsed);
        if (burn > action.Fees) return Reasons.BurnAboveFees.With(Told(burn), Told(action.Fees));
        if (chain.Append(call.Sender, default, out ulong height) is { IsRefused: true } refusal) return refusal;
        if (chain.Fund(height, call.Sender, Payment, action.Fees) is { IsRefused: true } poor) return poor;
        if (!proposals.TryAdd(new ProposedRow(height, slot, coinbase, burn), out _)) return proposals.Full;
        if (Extend(epoch, height, call.Sender, action) is { IsRefused: true } notExtended) return notExtended;
        progress.Value = progress.Value with { NextSlot = slot + 1 };
        Scope.Emit(new BlockProposed(height, slot, epoch, coinbase, action.Fees, burn, action.Request));
        return Outcome.Applied;
    }

    /// <summary>The block joins its epoch, for whose proof one request stands: that of its block with a statement, or else one of its own.</summary>
    Outcome Extend(ulong epoch, ulong height, Account proposer, in Propose block)
    {
        if (epochByNumber.TryFind(epoch, out var row))
        {
            var known = epochs[row] with { Last = height };
            if (block.Request.IsZero)
            {
                epochs.Write(row, known);
                return Outcome.Applied;
            }
            // With the source's quirks a running epoch may be claimed; then its statement stays what was claimed.
            if (known.HasStatement || IsClaimed(epoch)) return Reasons.EpochHasStatement.With(epoch);
            if (OpenEpoch(epoch, height, proposer, block, out var better) is { IsRefused: true } notOpened) return notOpened;
            epochs.Write(row, known with { Request = better, HasStatement = true });
            chain.Attach(known.First, better);
            Requests.End(known.Request, Ending.Cancelled);
        }
        else
        {
            if (OpenEpoch(epoch, height, proposer, block, out var request) is { IsRefused: true } notOpened) return notOpened;
            if (!epochs.TryAdd(new EpochRow(epoch, height, height, request, !block.Request.IsZero), out _)) return epochs.Full;
            chain.Attach(height, request);
        }
        return SetPruneTimer();
    }

    /// <summary>Opens the request for an epoch's proof. It ends by being proven or rolled back; its last deadline, an epoch after that, is a backstop.</summary>
    Outcome OpenEpoch(ulong epoch, ulong height, Account proposer, in Propose block, out Handle<Request> request)
    {
        request = default;
        bool has = !block.Request.IsZero;
        if (has && block.Statement.Predicate.Data.Length > parameters.LongestPredicate) return Reasons.PredicateTooLong.With(block.Statement.Predicate.Data.Length, parameters.LongestPredicate);
        ulong backstop = clock.InstantOf(checked(clock.ClaimedUntil(epoch) + clock.EpochDuration));
        return Scope.OpenRequest(has ? block.Request : EpochId(epoch, height), proposer, has ? block.Statement : new Statement(), Later(backstop, Scope.Genesis.VerdictWait), out request);
    }

    /// <inheritdoc/>
    public override IReadOnlyList<Statement> StatementsIn(ushort tag, ReadOnlyMemory<byte> action) =>
        tag == ProposeTag && Codec<Propose>.Of.Decode(action) is { Request.IsZero: false } block ? [block.Statement] : [];

    /// <summary>Sets the roll-back of the oldest epoch: at the end of its claim window, or of the next epoch if it is claimed.</summary>
    Outcome SetPruneTimer()
    {
        Scope.Timers.Cancel(progress.Value.PruneTimer);
        Handle<Kernel.Timer> timer = default;
        var outcome = Outcome.Applied;
        if (TryOldest(out var oldest))
        {
            ulong slot = IsClaimed(oldest.Epoch) ? clock.ClaimedUntil(oldest.Epoch) : clock.UnclaimedUntil(oldest.Epoch);
            outcome = Scope.Timers.Set(pruning, clock.InstantOf(slot), 0, out timer, PrunePhase, oldest.Request);
        }
        progress.Value = progress.Value with { PruneTimer = timer };
        return outcome;
    }

    void PruneNow()
    {
        if (TryOldest(out var oldest) && clock.CanPrune(SlotNow, true, oldest.Epoch, IsClaimed(oldest.Epoch))) RollBack(oldest);
    }

    void RollBack(in EpochRow oldest)
    {
        var standing = claim.Value;
        bool claimed = IsClaimed(oldest.Epoch);
        var lost = claimed ? TakeAway(standing, oldest) : 0;
        claim.Value = default;
        Scope.Emit(new Pruned(oldest.Epoch, SlotNow, claimed, lost));
        chain.RollBackTo(oldest.First);
    }

    /// <summary>The bond of a claim that failed is burnt, or divided among the coinbases of its epoch's blocks.</summary>
    UInt128 TakeAway(in ClaimRow standing, in EpochRow oldest)
    {
        if (standing.Held.IsNone || !Ledger.Contains(standing.Held)) return 0;
        var amount = Ledger[standing.Held].Amount;
        if (parameters.CompensateRolledBack) Compensate(standing.Held, oldest);
        if (Ledger[standing.Held].Amount is var rest && rest > 0) Ledger.Release(standing.Held, Account.Burnt, rest, BondReason);
        Ledger.CloseHolding(standing.Held, BondReason);
        if (amount > 0) Scope.Emit(new SlashedEvent(Requests[oldest.Request].Key, standing.Prover, Collateral, amount));
        return amount;
    }

    /// <summary>Equal parts, rounded down, for each block with a coinbase; the remainder is burnt.</summary>
    void Compensate(Handle<Holding> bond, in EpochRow oldest)
    {
        var coinbases = new List<Account>();
        for (ulong height = oldest.First; height <= oldest.Last; height++)
            if (proposalAt.TryFind(height, out var row) && !proposals[row].Coinbase.IsNone) coinbases.Add(proposals[row].Coinbase);
        if (coinbases.Count == 0) return;
        var part = Ledger[bond].Amount / (uint)coinbases.Count;
        if (part == 0) return;
        foreach (var coinbase in coinbases) Ledger.Release(bond, coinbase, part, CompensationReason);
    }

    /// <summary>A block is rolled back: its epoch goes with its first block, and with it the quotes for the epoch.</summary>
    void RolledBack(in ChainBlock block)
    {
        proposalAt.TryFind(block.Height, out var row);
        ulong epoch = clock.EpochOf(proposals[row].Slot);
        proposals.Remove(row);
        if (epochByNumber.TryFind(epoch, out var of))
        {
            if (epochs[of].First == block.Height) Forget(of);
            else epochs.Write(of, epochs[of] with { Last = block.Height - 1 });
        }
    }

    /// <summary>A proven block has left the chain; all that is paid was paid with its proof.</summary>
    void MadeFinal(in ChainBlock block)
    {
        if (proposalAt.TryFind(block.Height, out var row)) proposals.Remove(row);
    }

    /// <summary>An epoch is over, proven or rolled back: it and its quotes leave the tables.</summary>
    void Forget(Handle<EpochRow> row)
    {
        var epoch = epochs[row];
        foreach (var quote in QuotesOf(epoch.Epoch)) quotes.Remove(quote);
        epochs.Remove(row);
    }

    /// <inheritdoc/>
    public override Ending Expire(Handle<Request> request)
    {
        // The prune timer comes long before; if there was no room to set it, the last deadline rolls back.
        if (epochByRequest.TryFind(request, out var epoch)) RollBack(epochs[epoch]);
        return Ending.Voided;
    }

    /// <inheritdoc/>
    public override bool Drop(Handle<Request> request)
    {
        if (!epochByRequest.TryFind(request, out var row)) return false;
        // The bond returns to the prover itself, by the kernel; the blocks go as if nobody had claimed them, for none can prove them.
        var epoch = epochs[row];
        if (IsClaimed(epoch.Epoch)) claim.Value = default;
        chain.Attach(epoch.First, default);
        Scope.Emit(new Pruned(epoch.Epoch, SlotNow, false, 0));
        chain.RollBackTo(epoch.First);
        return true;
    }

    /// <summary>The id of an epoch's own request: SHA-256 over "vendue/aztec-epoch-proving/epoch/1", its number and its first block.</summary>
    public static Hash32 EpochId(ulong epoch, ulong first)
    {
        var writer = new CanonicalWriter();
        writer.Raw("vendue/aztec-epoch-proving/epoch/1"u8);
        writer.UInt64(epoch);
        writer.UInt64(first);
        return Hash32.Sha256(writer.Written);
    }
}
