using Vendue.Mechanisms.Chains;

namespace Vendue.Mechanisms.StarknetChainedProofs;

/// <content>Blocks: what each must carry, what it earns and pays, and what its strand owes after it.</content>
public sealed partial class ChainedProofs
{
    static readonly Name BonusReason = "late-bonus";

    Outcome Propose(in Call call, in ProposeBlock action)
    {
        if (Untimely(call, action) is { IsRefused: true } untimely) return untimely;
        ulong[] expected = chain.OwedAt(action.Height);
        if (Invalid(action, expected) is { IsRefused: true } invalid) return invalid;
        if (action.CarriesProof) chain.Open(action.Height);
        Handle<Request> request = default;
        if (!action.Payload.IsZero && Include(action.Payload, call, out request) is { IsRefused: true } notIncluded) return notIncluded;
        if (chain.Append(call.Sender, request, out ulong height) is { IsRefused: true } notAppended) return notAppended;
        if (action.CarriesProof && IncludeProof(height, expected, call) is { IsRefused: true } notCarried) return notCarried;
        ulong commits = Later(call.Now, parameters.BlockTime);
        progress.Value = progress.Value with { Starts = commits };
        Scope.Emit(new BlockProposed(height, action.Round, call.Sender, action.Payload, action.CarriesProof ? (ulong)expected.Length : 0, commits));
        bool isEmpty = !action.CarriesProof && expected.Length > 0;
        var owed = isEmpty ? Prolong(height, commits) : Begin(height, request, commits);
        return owed.IsRefused ? owed : chain.Advance();
    }

    Outcome Untimely(in Call call, in ProposeBlock action)
    {
        if (action.Height != chain.Next) return Reasons.WrongHeight.With(chain.Next, action.Height);
        if (call.Now < Starts) return Reasons.TooEarly.With(action.Height, Starts);
        if (action.Round > RoundNow) return Reasons.RoundAhead.With(action.Round, RoundNow);
        return IsProposer(action.Height, action.Round, call.Sender) ? Outcome.Applied : Reasons.NotProposer.With(action.Height, action.Round);
    }

    Outcome Invalid(in ProposeBlock action, ulong[] expected) => StrandRules.Fault(!action.Payload.IsZero, action.CarriesProof, (ulong)expected.Length, parameters.MostEmpty) switch
    {
        BlockFault.PayloadWithoutProof => Reasons.PayloadWithoutProof.With(expected.Length),
        BlockFault.ProofMandatory => ChainReasons.Frozen.With(action.Height),
        BlockFault.NothingToProve => Reasons.NothingToProve.With(action.Height),
        _ => !action.CarriesProof || IsReady(expected) ? Outcome.Applied : Reasons.ProofNotReady.With(expected.Length),
    };

    /// <summary>The block includes a submission: its proposer has the fee, and the request stands until the proof is included.</summary>
    Outcome Include(Hash32 key, in Call call, out Handle<Request> request)
    {
        if (!Requests.TryFind(key, out request)) return Refused.UnknownRequest;
        if (!submissionOf.TryFind(request, out var row)) return Reasons.Included;
        var escrow = submissions[row].Escrow;
        if (Ledger[escrow].Amount is var fee && fee > 0) Ledger.Release(escrow, call.Sender, fee, FeeReason);
        Ledger.CloseHolding(escrow, FeeReason);
        submissions.Remove(row);
        return Requests.Extend(request, ulong.Max(Requests[request].Ends, Later(call.Now, parameters.Backstop)));
    }

    /// <summary>The block carries the proof of its strand: the proposer pays the prover, and what was owed is proven.</summary>
    Outcome IncludeProof(ulong height, ulong[] expected, in Call call)
    {
        Account prover = default;
        UInt128 price = 0, bonus = 0;
        if (headAt.TryFind(expected[0], out var head))
        {
            var request = heads[head].Request;
            if (contract.Settle(request, call.Sender, out prover, out price) is { IsRefused: true } poor) return poor;
            heads.Remove(head);
            Requests.End(request, Ending.Settled);
            if (IsCritical(expected)) bonus = PayBonus(prover);
        }
        foreach (ulong covered in expected)
            if (chain.Prove(covered, call.Now, 0) is { IsRefused: true } notProven) return notProven;
        chain.Discharge(height);
        Scope.Emit(new ProofIncluded(height, prover, price, bonus));
        return Outcome.Applied;
    }

    UInt128 PayBonus(Account prover)
    {
        var free = Ledger.Balance(Account.Treasury, Payment);
        var bonus = UInt128.Min(parameters.LateBonus, free > 0 ? (UInt128)free : 0);
        if (bonus > 0) Ledger.Pay(Account.Treasury, prover, Payment, bonus, BonusReason);
        return bonus;
    }

    /// <summary>A full block, or one without transactions that carries the proof, begins what its strand owes; the proof of its transactions is posted for when it commits.</summary>
    Outcome Begin(ulong height, Handle<Request> request, ulong commits)
    {
        ulong carrier = checked(height + parameters.Strands);
        if (chain.Owe(carrier, height) is { IsRefused: true } notOwed) return notOwed;
        if (!request.IsNone)
        {
            if (!heads.TryAdd(new HeadRow(height, request, Requests.StatementOf(request).Work), out _)) return heads.Full;
            if (contract.Post(request, commits) is { IsRefused: true } notPosted) return notPosted;
        }
        return HoldUp(carrier);
    }

    /// <summary>An empty block hands on what its strand owes, itself included.</summary>
    Outcome Prolong(ulong height, ulong commits)
    {
        ulong carrier = checked(height + parameters.Strands);
        chain.Defer(height, carrier);
        if (chain.Owe(carrier, height) is { IsRefused: true } notOwed) return notOwed;
        if (Restate(carrier, commits) is { IsRefused: true } notRestated) return notRestated;
        return HoldUp(carrier);
    }

    /// <summary>A height that must carry its proof is closed until it does.</summary>
    Outcome HoldUp(ulong carrier) => IsCritical(chain.OwedAt(carrier)) ? chain.Close(carrier) : Outcome.Applied;

    /// <summary>The request and the contract of a strand follow what the strand owes.</summary>
    Outcome Restate(ulong carrier, ulong commits)
    {
        ulong[] owed = chain.OwedAt(carrier);
        if (owed.Length == 0 || !headAt.TryFind(owed[0], out var row)) return Outcome.Applied;
        var head = heads[row];
        if (parameters.EmptyWork > 0)
        {
            var statement = Requests.StatementOf(head.Request) with { Work = checked(head.Work + (parameters.EmptyWork * (ulong)(owed.Length - 1))) };
            if (Requests.Restate(head.Request, statement) is { IsRefused: true } notRestated) return notRestated;
        }
        contract.Change(head.Request, (uint)owed.Length, commits, IsCritical(owed));
        return Outcome.Applied;
    }

    void RollBackTo(ulong height)
    {
        chain.RollBackTo(height);
        progress.Value = progress.Value with { Starts = ulong.Max(Starts, Scope.Now) };
    }

    /// <summary>A block is rolled back: its task goes with its request; what an empty block handed on is owed where it stood.</summary>
    void RolledBack(in ChainBlock block)
    {
        ulong carrier = block.Height + parameters.Strands;
        if (headAt.TryFind(block.Height, out var head))
        {
            contract.Close(heads[head].Request);
            heads.Remove(head);
        }
        chain.Defer(carrier, block.Height);
        chain.Open(carrier);
        // A statement with less work than one that stood has room; its table cannot be full.
        Restate(block.Height, Scope.Now);
    }
}
