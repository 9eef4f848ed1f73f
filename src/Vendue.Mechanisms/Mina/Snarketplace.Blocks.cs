namespace Vendue.Mechanisms.Mina;

/// <summary>A block: what goes into it, what it buys, who is paid.</summary>
public sealed partial class Snarketplace
{
    static readonly Name
        FeesReason = "fees", SnarkFeeReason = "snark-fee", LeftOverReason = "left-over-fees", CoinbaseReason = "coinbase",
        CoinbaseFeeReason = "coinbase-snark-fee", AccountCreationReason = "account-creation";

    /// <summary>A block that could be made now.</summary>
    /// <param name="State">The scan state before it.</param>
    /// <param name="OnSale">The bundles on sale that have a usable offer, in order, up to the first that has none.</param>
    /// <param name="Works">Their offers.</param>
    /// <param name="Candidates">The transactions among which it chooses.</param>
    /// <param name="Rules">What it is planned by.</param>
    /// <param name="Plan">The plan.</param>
    sealed record Draft(ScanState State, Handle<BundleRow>[] OnSale, WorkOffer[] Works, Handle<TransactionRow>[] Candidates, PlanRules Rules, BlockPlan Plan)
    {
        public int Leaves => Plan.First.SlotsUsed + (Plan.Second?.SlotsUsed ?? 0);

        /// <summary>The parts, each with the position of its first transaction among those planned for and of its first work.</summary>
        public IEnumerable<(PartitionPlan Part, int Transaction, int Work)> Parts
        {
            get
            {
                yield return (Plan.First, 0, 0);
                if (Plan.Second is { } second) yield return (second, Plan.First.Transactions, Plan.FirstWorks);
            }
        }
    }

    Outcome Produce(in Call call, in ProduceBlock action)
    {
        if (!Scope.Holds(ProducerOffice, call.Sender)) return Refused.NotAuthorised;
        if (call.Now < NextBlockFrom()) return Reasons.SlotTaken.With(NextBlockFrom());
        if (FindCandidates(action.Transactions, out var candidates) is { IsRefused: true } unknown) return unknown;
        var draft = DraftOf(action.Receiver.IsEmpty ? Ledger.NameOf(call.Sender) : action.Receiver, candidates);
        if (draft.Leaves > 0 && !CanStateLeaves(draft)) return Reasons.NothingToProve;
        ulong block = chain.Value.Blocks + 1;
        chain.Value = chain.Value with { Blocks = block, Slot = SlotAt(call.Now) };
        uint proofs = 0;
        if (draft.Leaves > 0)
        {
            if (Ledger.Open(draft.Rules.Receiver, out var account) is { IsRefused: true } full) return full;
            var receiver = new Payee(account, draft.Rules.ReceiverIsNew ? parameters.AccountCreationFee : 0);
            foreach (var (part, transaction, work) in draft.Parts)
                if (Execute(draft, part, transaction, work, call.Sender, ref receiver, ref proofs) is { IsRefused: true } refusal) return refusal;
        }
        Tell(call, draft, proofs);
        EmitTrees(draft.State);
        chain.Value = chain.Value with { Full = draft.State.Newest.Number - 1 };
        Refresh(draft.State);
        return Outcome.Applied;
    }

    Outcome FindCandidates(Hash32[] named, out Handle<TransactionRow>[] candidates)
    {
        candidates = named.Length == 0 ? Waiting() : new Handle<TransactionRow>[named.Length];
        if (named.Length == 0) return Outcome.Applied;
        for (int i = 0; i < named.Length; i++)
            if (!TryFindWaiting(named[i], out candidates[i])) return Reasons.UnknownTransaction;
        if (candidates.Distinct().Count() < candidates.Length) return Reasons.NamedTwice;
        candidates = [.. candidates.OrderBy(c => transactions[c].Number)];
        return Outcome.Applied;
    }

    Draft DraftOf(Name receiver, Handle<TransactionRow>[] candidates)
    {
        var state = Load();
        var (onSale, works) = UsableOffers(state);
        var rules = new PlanRules(1 << depth, parameters.CoinbaseAmount, parameters.AccountCreationFee, receiver, !Ledger.TryFind(receiver, out Account _));
        UInt128[] fees = [.. candidates.Select(c => transactions[c].Fee)];
        return new Draft(state, onSale, works, candidates, rules, BlockPlan.Of(rules, fees, works, state.Partitions()));
    }

    /// <summary>The walk over the bundles on sale: the first without an offer that can be used ends it.</summary>
    (Handle<BundleRow>[] OnSale, WorkOffer[] Works) UsableOffers(ScanState state)
    {
        var (onSale, works) = (new List<Handle<BundleRow>>(), new List<WorkOffer>());
        foreach (var bundle in state.Purchasable())
        {
            if (!bundleByJobs.TryFind(bundle, out var handle) || !offerOf.TryFind(handle, out var offer)) break;
            var row = offers[offer];
            bool exists = Ledger.TryFind(row.Prover, out Account _), hasRoom = (uint)Ledger.Accounts + (uint)works.Count < Scope.Genesis.Limits.Accounts;
            if (!Pool.IsUsable(row.Fee, exists, parameters.AccountCreationFee) || (!exists && row.Fee > 0 && !hasRoom)) break;
            onSale.Add(handle);
            works.Add(new WorkOffer(row.Prover, row.Fee));
        }
        return ([.. onSale], [.. works]);
    }

    /// <summary>Whether the block's first leaf has a statement: its own, or that of the leaf before it.</summary>
    bool CanStateLeaves(Draft draft) => draft.Plan.First.Transactions > 0 || chain.Value.Full > 0 || draft.State.Newest.Filled > 0;

    /// <summary>Who is paid, and what is still to be burnt of it for having opened the account.</summary>
    record struct Payee(Account Account, UInt128 Due)
    {
        /// <summary>Divides a payment: what is burnt of it, and what the payee has.</summary>
        public (UInt128 Burnt, UInt128 Paid) Divide(UInt128 amount)
        {
            var burnt = UInt128.Min(Due, amount);
            Due -= burnt;
            return (burnt, amount - burnt);
        }
    }

    Outcome Execute(Draft draft, PartitionPlan part, int firstTransaction, int firstWork, Account producer, ref Payee receiver, ref uint proofs)
    {
        Handle<TransactionRow>[] included = [.. Enumerable.Range(firstTransaction, part.Transactions).Select(i => draft.Candidates[draft.Plan.Candidates[i]])];
        if (Pay(part, included, producer, ref receiver) is { IsRefused: true } unpaid) return unpaid;
        if (IssueCoinbase(draft, part, firstWork, ref receiver) is { IsRefused: true } tooMuch) return tooMuch;
        for (int i = 0; i < part.Works; i++) proofs += Buy(draft.State, draft.OnSale[firstWork + i], part.PaidByCoinbase.Contains(i));
        foreach (var transaction in included)
            if (Include(draft.State, transaction) is { IsRefused: true } noRoom) return noRoom;
        for (int i = part.Transactions; i < part.SlotsUsed; i++)
            if (Fill(draft.State, StatementBefore(draft.State), default, 1, out _) is { IsRefused: true } noRoom) return noRoom;
        return Outcome.Applied;
    }

    /// <summary>The fees of the part's transactions pay its transfers; what is left is the receiver's.</summary>
    Outcome Pay(PartitionPlan part, Handle<TransactionRow>[] included, Account producer, ref Payee receiver)
    {
        if (Ledger.OpenHolding(Place.Pot, producer, Payment, default, out var pot) is { IsRefused: true } full) return full;
        foreach (var handle in included)
        {
            var row = transactions[handle];
            if (row.Fee > 0) Ledger.Move(row.Escrow, pot, row.Fee, FeesReason);
            Ledger.CloseHolding(row.Escrow, FeesReason);
        }
        foreach (var transfer in part.Transfers)
        {
            if (PayeeOf(transfer.Prover, out var prover) is { IsRefused: true } noRoom) return noRoom;
            Release(pot, ref prover, transfer.Amount, SnarkFeeReason);
        }
        Release(pot, ref receiver, Ledger[pot].Amount, LeftOverReason);
        Ledger.CloseHolding(pot, LeftOverReason);
        return Outcome.Applied;
    }

    Outcome IssueCoinbase(Draft draft, PartitionPlan part, int firstWork, ref Payee receiver)
    {
        if (part.CoinbaseParts == 0) return Outcome.Applied;
        foreach (int work in part.PaidByCoinbase)
        {
            var (name, fee) = draft.Works[firstWork + work];
            if (fee == 0) continue;
            if (PayeeOf(name, out var prover) is { IsRefused: true } noRoom) return noRoom;
            if (Issue(ref prover, fee, CoinbaseFeeReason) is { IsRefused: true } tooMuch) return tooMuch;
        }
        return Issue(ref receiver, parameters.CoinbaseAmount - part.CoinbasePays, CoinbaseReason);
    }

    /// <summary>Whom a name stands for; a new account is opened by what it is paid, and pays for that.</summary>
    Outcome PayeeOf(Name name, out Payee payee)
    {
        bool isNew = !Ledger.TryFind(name, out Account account);
        var outcome = isNew ? Ledger.Open(name, out account) : Outcome.Applied;
        payee = new Payee(account, isNew ? parameters.AccountCreationFee : 0);
        return outcome;
    }

    void Release(Handle<Holding> pot, ref Payee to, UInt128 amount, in Name reason)
    {
        var (burnt, paid) = to.Divide(amount);
        if (burnt > 0) Ledger.Release(pot, Account.Burnt, burnt, AccountCreationReason);
        if (paid > 0) Ledger.Release(pot, to.Account, paid, reason);
    }

    Outcome Issue(ref Payee to, UInt128 amount, in Name reason)
    {
        var (burnt, paid) = to.Divide(amount);
        if (burnt > 0 && Ledger.Issue(Account.Burnt, Payment, burnt, AccountCreationReason) is { IsRefused: true } tooMuch) return tooMuch;
        return paid > 0 ? Ledger.Issue(to.Account, Payment, paid, reason) : Outcome.Applied;
    }

    /// <summary>Buys a bundle: its jobs are done, and what they make possible becomes a job.</summary>
    /// <returns>How many proofs that were.</returns>
    uint Buy(ScanState state, Handle<BundleRow> handle, bool byCoinbase)
    {
        if (!offerOf.TryFind(handle, out var offered)) throw new InvariantException("A bundle is bought without an offer.");
        var (row, offer) = (bundles[handle], offers[offered]);
        for (int i = 0; i < row.Bundle.Count; i++) Finish(state, row.Bundle[i], offer);
        var key = Requests[row.Request].Key;
        // Where a prover without account sells for nothing, who sent its offer stands for it.
        var payee = Ledger.TryFind(offer.Prover, out Account prover) ? prover : offer.By;
        Scope.Settle(new SettledEvent(key, payee, Payment, offer.Fee, Requests.StatementOf(row.Request).Work));
        Scope.Emit(new WorkBought(key, chain.Value.Blocks, offer.Prover, offer.Fee, byCoinbase));
        RemoveBundle(handle);
        Requests.End(row.Request, Ending.Settled);
        return (uint)row.Bundle.Count;
    }

    void Finish(ScanState state, JobId job, in OfferRow offer)
    {
        var handle = JobHandle(job);
        var row = jobs[handle];
        jobs.Write(handle, row with { Stage = JobStage.Done, Proof = BindingOf(job, offer.Prover, offer.Fee) });
        if (state.Finish(job) is { Node: > 0 } merge) AddJob(new JobRow(merge, JobStage.Todo, default, default, 1, default));
        if (row.Transaction.IsNone || !transactions.Contains(row.Transaction)) return;
        var request = transactions[row.Transaction].Request;
        transactions.Remove(row.Transaction);
        Requests.End(request, Ending.Settled);
    }

    /// <summary>Puts a requester's transaction on a leaf; its request waits for the proof as long as the market lets it.</summary>
    Outcome Include(ScanState state, Handle<TransactionRow> handle)
    {
        var row = transactions[handle];
        transactions.Write(handle, row with { Included = true, Escrow = default });
        if (Requests.Extend(row.Request, Later(Scope.Now, longestLife)) is { IsRefused: true } noTimer) return noTimer;
        var statement = Codec<Statement>.Of.Encode(Requests.StatementOf(row.Request));
        if (Fill(state, statement, handle, row.Updates, out var leaf) is { IsRefused: true } noRoom) return noRoom;
        Scope.Emit(new TransactionIncluded(Requests[row.Request].Key, chain.Value.Blocks, leaf));
        return Outcome.Applied;
    }

    Outcome Fill(ScanState state, ReadOnlySpan<byte> statement, Handle<TransactionRow> transaction, ushort updates, out JobId leaf)
    {
        leaf = default;
        if (Scope.Blobs.Hold(statement, out var held) is { IsRefused: true } full) return full;
        leaf = state.Append();
        AddJob(new JobRow(leaf, JobStage.Todo, held, transaction, updates, default));
        return Outcome.Applied;
    }

    /// <summary>Transfers and coinbase have no statement of their own: they are proved by that of the leaf before them.</summary>
    byte[] StatementBefore(ScanState state)
    {
        var newest = state.Newest;
        var before = newest.Filled > 0 ? new JobId(newest.Number, (uint)(newest.Leaves + newest.Filled - 1)) : new JobId(newest.Number - 1, (uint)((2 * newest.Leaves) - 1));
        return Codec<Statement>.Of.Encode(StatementOf(before));
    }

    void AddJob(in JobRow row)
    {
        if (!jobs.TryAdd(row, out _)) throw new InvariantException("There are more jobs than the scan state can have.");
    }

    void Tell(in Call call, Draft draft, uint proofs)
    {
        byte number = 0;
        var (left, works, count, coinbase) = (UInt128.Zero, 0u, 0u, 0u);
        foreach (var (part, _, _) in draft.Parts)
        {
            number++;
            if (draft.Leaves > 0) (left, works) = (left + (UInt128)part.Budget, works + (uint)part.Works);
            (count, coinbase) = (count + (uint)part.Transactions, coinbase + (uint)part.CoinbaseParts);
            foreach (var drop in part.Drops) Scope.Emit(new LeftOut(chain.Value.Blocks, number, drop.What, drop.Why));
        }
        Scope.Emit(new BlockProduced(chain.Value.Blocks, chain.Value.Slot, call.Sender, draft.Rules.Receiver, count, coinbase, (uint)draft.Leaves, proofs, works, left));
    }

    void EmitTrees(ScanState state)
    {
        foreach (ulong tree in state.Emit())
        {
            var root = JobAt(new JobId(tree, 1)).Proof;
            for (uint node = 1; node < 2u << depth; node++)
            {
                var handle = JobHandle(new JobId(tree, node));
                if (jobs[handle] is { Statement.IsNone: false } leaf) Scope.Blobs.Release(leaf.Statement);
                jobs.Remove(handle);
            }
            chain.Value = chain.Value with { Proved = tree };
            Scope.Emit(new TreeProved(tree, chain.Value.Blocks, root));
        }
    }
}
