namespace Vendue.Mechanisms.AztecEpochProving;

/// <content>The proof of the oldest epoch, and what is paid for it.</content>
public sealed partial class EpochProving
{
    const ushort ProofTag = 74;
    static readonly Name BurnReason = "congestion-burn", ShareReason = "prover-share", CoinbaseReason = "coinbase", RewardReason = "block-reward";

    /// <inheritdoc/>
    public override IReadOnlyList<Claim> ClaimsIn(ushort tag, ReadOnlyMemory<byte> action)
    {
        if (tag == ClaimSignedTag)
        {
            var signed = Codec<ClaimSigned>.Of.Decode(action);
            return [new SignatureClaim(signed.Quote.Prover, QuoteKind, signed.Quote.Message(), signed.Signature)];
        }
        if (tag != ProofTag) return [];
        var proof = Codec<ProveEpoch>.Of.Decode(action);
        return [new ProofClaim(proof.Request, proof.Program, proof.System, proof.PublicValues, proof.Proof)];
    }

    Outcome Prove(in Call call, in ProveEpoch action)
    {
        if (!Requests.TryFind(action.Request, out var request) || !epochByRequest.TryFind(request, out var row)) return Refused.UnknownRequest;
        if (Untimely(call, epochs[row], out ulong through, action.Through) is { IsRefused: true } untimely) return untimely;
        var statement = Requests.StatementOf(request);
        if (statement.Program != action.Program || statement.System != action.System) return Reasons.OtherProgram;
        if (call.Verdicts.Length == 0) return Refused.VerdictMissing;
        if (call.Verdicts[0] != Verdict.Valid || !statement.Predicate.Holds(statement.Program, action.PublicValues.Span)) return Refused.InvalidProof;
        return Accept(row, through, call);
    }

    /// <summary>Whether the proof builds on what is proven, is of one epoch, of all of it unless the source's quirks are kept, and in time.</summary>
    Outcome Untimely(in Call call, in EpochRow epoch, out ulong through, ulong asked)
    {
        through = asked == 0 ? epoch.Last : asked;
        if (!TryOldest(out var oldest) || oldest.Epoch != epoch.Epoch) return Reasons.NotOldestProof;
        ulong ended = clock.StartOf(epoch.Epoch) + clock.EpochDuration;
        ulong slot = clock.SlotAt(call.Received);
        if (!parameters.StrictSourceQuirks && slot < ended) return Reasons.EpochRunning.With(epoch.Epoch, ended);
        if (through < epoch.First || through > epoch.Last || (!parameters.StrictSourceQuirks && through != epoch.Last)) return Reasons.PartialEpoch.With(epoch.Last);
        ulong until = IsClaimed(epoch.Epoch) ? clock.ClaimedUntil(epoch.Epoch) : clock.UnclaimedUntil(epoch.Epoch);
        return slot < until ? Outcome.Applied : Reasons.TooLate.With(until);
    }

    /// <summary>Pays block by block, releases the bond and moves the proven tip.</summary>
    Outcome Accept(Handle<EpochRow> row, ulong through, in Call call)
    {
        var epoch = epochs[row];
        var standing = claim.Value;
        // With the source's quirks the terms are whatever the last claim left, of whichever epoch.
        bool underClaim = standing.Stands && (parameters.StrictSourceQuirks || standing.Epoch == epoch.Epoch);
        var payee = underClaim ? standing.Prover : call.Sender;
        if (PayBlocks(epoch, through, underClaim ? standing.Bps : 0, payee, out var totals) is { IsRefused: true } notPaid) return notPaid;
        if (standing.Stands && standing.Epoch == epoch.Epoch && ReturnBond(standing) is { IsRefused: true } notReturned) return notReturned;
        if (standing.Stands) claim.Value = parameters.StrictSourceQuirks ? standing with { Held = IsBondHeld(standing) ? standing.Held : default } : default;
        for (ulong height = epoch.First; height <= through; height++)
            if (chain.Prove(height, call.Received, 0) is { IsRefused: true } notProven) return notProven;
        Scope.Emit(new EpochProven(epoch.Epoch, through - epoch.First + 1, payee, totals.Prover, totals.Coinbase, totals.Burn));
        Scope.Settle(new SettledEvent(Requests[epoch.Request].Key, payee, Payment, totals.Prover, Requests.StatementOf(epoch.Request).Work));
        if (through == epoch.Last)
        {
            Forget(row);
            Requests.End(epoch.Request, Ending.Settled);
        }
        else
        {
            epochs.Write(row, epoch with { First = through + 1 });
            chain.Attach(epoch.First, default);
            chain.Attach(through + 1, epoch.Request);
        }
        return chain.Advance() is { IsRefused: true } notAdvanced ? notAdvanced : SetPruneTimer();
    }

    bool IsBondHeld(in ClaimRow standing) => !standing.Held.IsNone && Ledger.Contains(standing.Held);

    /// <summary>Divides each block's fees and reward, in order; what the fees do not cover is newly issued: together the block reward.</summary>
    Outcome PayBlocks(in EpochRow epoch, ulong through, uint bps, Account payee, out BlockShares totals)
    {
        totals = default;
        for (ulong height = epoch.First; height <= through; height++)
        {
            proposalAt.TryFind(height, out var row);
            var block = proposals[row];
            var shares = SharesOf(block, bps);
            if (shares.Burn > 0) chain.Spend(height, Account.Burnt, shares.Burn, BurnReason);
            if (PayPart(height, payee, shares.Prover, ShareReason) is { IsRefused: true } proverUnpaid) return proverUnpaid;
            if (!block.Coinbase.IsNone && PayPart(height, block.Coinbase, shares.Coinbase, CoinbaseReason) is { IsRefused: true } coinbaseUnpaid) return coinbaseUnpaid;
            totals = new BlockShares(totals.Burn + shares.Burn, totals.Prover + shares.Prover, totals.Coinbase + shares.Coinbase);
        }
        return Outcome.Applied;
    }

    Outcome PayPart(ulong height, Account to, UInt128 amount, in Name reason)
    {
        var fromFees = UInt128.Min(amount, chain.FeesOf(height));
        if (fromFees > 0) chain.Spend(height, to, fromFees, reason);
        return amount > fromFees ? Ledger.Issue(to, Payment, amount - fromFees, RewardReason) : Outcome.Applied;
    }

    BlockShares SharesOf(in ProposedRow block, uint bps) =>
        BlockShares.Of(chain.FeesOf(block.Height), block.Burn, parameters.Canonical ? parameters.BlockReward : 0, bps, !block.Coinbase.IsNone);

    /// <summary>What the prover has of an epoch at a fee, as it stands now.</summary>
    UInt128 ProverShareOf(in EpochRow epoch, uint bps)
    {
        UInt128 sum = 0;
        for (ulong height = epoch.First; height <= epoch.Last; height++)
            if (proposalAt.TryFind(height, out var row)) sum += SharesOf(proposals[row], bps).Prover;
        return sum;
    }
}
