namespace Vendue.Mechanisms.Mina;

/// <summary>The pool: proofs made first and offered afterwards, the cheapest for each bundle; and commitments to make some.</summary>
public sealed partial class Snarketplace
{
    /// <inheritdoc/>
    public override IReadOnlyList<Claim> ClaimsIn(ushort tag, ReadOnlyMemory<byte> action)
    {
        if (tag != OfferWork.Tag) return [];
        var offer = Codec<OfferWork>.Of.Decode(action);
        if (!TryFindBundle(offer.Jobs, out var handle) || offer.Proofs.Length != bundles[handle].Bundle.Count) return [];
        var bundle = bundles[handle].Bundle;
        return [.. offer.Proofs.Select((proof, i) => ClaimOf(bundle, i, offer, proof))];
    }

    /// <summary>The claim that a proof holds, bound to prover and fee: a proof made for another of either is invalid.</summary>
    ProofClaim ClaimOf(in Bundle bundle, int position, in OfferWork offer, in JobProof proof)
    {
        var (job, statement) = (bundle[position], StatementOf(bundle[position]));
        var values = ProofBinding.Append(proof.PublicValues.Span, BindingOf(job, offer.Prover, offer.Fee));
        return new ProofClaim(bundle.Id(), statement.Program, statement.System, values, proof.Proof);
    }

    Outcome Offer(in Call call, in OfferWork action)
    {
        if (action.Prover.IsEmpty) return Reasons.NoProver;
        if (action.Fee > LargestFee) return Reasons.FeeTooHigh.With((Int128)LargestFee);
        if (!TryFindBundle(action.Jobs, out var handle)) return Reasons.UnknownBundle;
        var bundle = bundles[handle].Bundle;
        if (action.Proofs.Length != bundle.Count) return Reasons.WrongNumberOfProofs.With(bundle.Count);
        bool stands = offerOf.TryFind(handle, out var standing);
        var answer = Pool.Judge(stands ? offers[standing].Fee : null, action.Fee, parameters.LeastFee, parameters.LeastUndercut);
        if (answer == PoolAnswer.BelowLeast) return Reasons.BelowLeastFee.With((Int128)parameters.LeastFee);
        if (answer is PoolAnswer.Equal or PoolAnswer.Higher) return (answer == PoolAnswer.Equal ? Reasons.OfferEqual : Reasons.OfferHigher).With((Int128)offers[standing].Fee);
        if (call.Verdicts.Length < action.Proofs.Length) return Refused.VerdictMissing;
        for (int i = 0; i < action.Proofs.Length; i++)
            if (call.Verdicts[i] != Verdict.Valid || !Proves(bundle[i], action.Proofs[i])) return Refused.InvalidProof;
        return Store(call, handle, action, answer == PoolAnswer.Replaces);
    }

    /// <summary>Whether public values are what the job's statement asks for, the last of them as if unbound.</summary>
    bool Proves(JobId job, in JobProof proof)
    {
        var statement = StatementOf(job);
        return statement.Predicate.Holds(statement.Program, ProofBinding.Append(proof.PublicValues.Span, default).Span);
    }

    Outcome Store(in Call call, Handle<BundleRow> bundle, in OfferWork action, bool replaces)
    {
        var row = new OfferRow(bundle, action.Prover, action.Fee, call.Sender, call.Received, action.Proofs[0].Proof, action.Proofs.Length > 1 ? action.Proofs[1].Proof : default);
        if (offerOf.TryFind(bundle, out var standing)) offers.Write(standing, row);
        else if (!offers.TryAdd(row, out _)) return offers.Full;
        // A commitment is fulfilled, or was in vain, once an offer as good stands.
        if (commitmentOf.TryFind(bundle, out var committed) && !IsBetter(bundle, CommitmentAt(committed), new WorkOffer(action.Prover, action.Fee))) RemoveCommitment(committed);
        Scope.Emit(new OfferStands(KeyOf(bundle), action.Prover, action.Fee, replaces));
        return Outcome.Applied;
    }

    Outcome Commit(in Call call, in CommitWork action)
    {
        if (!parameters.Commitments) return Reasons.NoCommitments;
        if (action.Fee > LargestFee) return Reasons.FeeTooHigh.With((Int128)LargestFee);
        if (action.Fee < parameters.LeastFee) return Reasons.BelowLeastFee.With((Int128)parameters.LeastFee);
        if (!TryFindBundle(action.Jobs, out var handle)) return Reasons.UnknownBundle;
        var mine = new WorkOffer(Ledger.NameOf(call.Sender), action.Fee);
        if (offerOf.TryFind(handle, out var offer) && !IsBetter(handle, mine, new WorkOffer(offers[offer].Prover, offers[offer].Fee))) return Reasons.CommitmentNotBetter.With((Int128)offers[offer].Fee);
        if (commitmentOf.TryFind(handle, out var standing))
        {
            if (!IsBetter(handle, mine, CommitmentAt(standing))) return Reasons.CommitmentNotBetter.With((Int128)commitments[standing].Fee);
            RemoveCommitment(standing);
        }
        return Stand(call, handle, action.Fee);
    }

    Outcome Stand(in Call call, Handle<BundleRow> bundle, UInt128 fee)
    {
        var row = bundles[bundle];
        ulong updates = 0;
        for (int i = 0; i < row.Bundle.Count; i++) updates += ushort.Max(1, JobAt(row.Bundle[i]).Updates);
        ulong until = Later(call.Now, CommitmentOrder.Lasts(commitmentTime, updates, commitmentLatency));
        if (!commitments.TryAdd(new CommitmentRow(bundle, call.Sender, fee, until, default), out var handle)) return commitments.Full;
        if (Scope.Timers.Set(lapse, Later(until, 1), Packed.Of(handle), out var timer, request: row.Request) is { IsRefused: true } noTimer) return noTimer;
        commitments.Write(handle, commitments[handle] with { Timer = timer });
        Scope.Emit(new CommitmentStands(KeyOf(bundle), call.Sender, fee, until));
        return Outcome.Applied;
    }

    void Lapse(Handle<CommitmentRow> handle)
    {
        if (!commitments.Contains(handle)) return;
        var row = commitments[handle];
        commitments.Remove(handle);
        Scope.Emit(new CommitmentLapsed(KeyOf(row.Bundle), row.Prover));
    }

    void RemoveCommitment(Handle<CommitmentRow> handle)
    {
        Scope.Timers.Cancel(commitments[handle].Timer);
        commitments.Remove(handle);
    }

    WorkOffer CommitmentAt(Handle<CommitmentRow> handle) => new(Ledger.NameOf(commitments[handle].Prover), commitments[handle].Fee);

    bool IsBetter(Handle<BundleRow> bundle, WorkOffer one, WorkOffer other) => CommitmentOrder.IsBetter(bundles[bundle].Bundle, one, other);

    Hash32 KeyOf(Handle<BundleRow> bundle) => Requests[bundles[bundle].Request].Key;

    bool TryFindBundle(JobId[] named, out Handle<BundleRow> handle)
    {
        handle = default;
        return named.Length is 1 or 2
            && bundleByJobs.TryFind(new Bundle(named[0], named.Length > 1 ? named[1] : default), out handle)
            && bundles[handle].IsReferenced;
    }
}
