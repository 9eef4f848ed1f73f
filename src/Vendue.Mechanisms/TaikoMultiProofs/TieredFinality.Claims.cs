namespace Vendue.Mechanisms.TaikoMultiProofs;

/// <summary>Claims: they are made, contested and replaced.</summary>
public sealed partial class TieredFinality
{
    static readonly Name ValidityReason = "validity-bond", ContestReason = "contest-bond", ReturnReason = "bond-returned", WonReason = "bond-won", KeptReason = "bond-kept";

    /// <inheritdoc/>
    public override Outcome Enqueued(Handle<Request> request)
    {
        var now = state.Value;
        if (!requests.TryAdd(new RequestRow(request, now.LastPlace + 1, default, 0, false), out _)) return requests.Full;
        state.Value = now with { LastPlace = now.LastPlace + 1 };
        return Outcome.Applied;
    }

    /// <inheritdoc/>
    public override Outcome Accepted(in Acceptance acceptance)
    {
        if (state.Value.IsPaused) return Reasons.Paused;
        var kind = acceptance.Kind;
        int tier = Array.FindIndex(tiers, t => t.Name == kind);
        if (tier < 0) return Reasons.UnknownTier;
        if (Know(acceptance.Request, out var row) is { IsRefused: true } full) return full;
        requests.Write(row, requests[row] with { Assignee = acceptance.Assignee });
        var result = acceptance.Result.IsZero ? Hash32.Sha256(acceptance.PublicValues) : acceptance.Result;
        claimByParent.TryFind(new ClaimKey(acceptance.Request, acceptance.Parent), out var standing);
        bool isSame = !standing.IsNone && claims[standing].Result == result;
        var claim = new ClaimRow(acceptance.Request, acceptance.Parent, result, (byte)tier, acceptance.Prover, default, default, default, acceptance.Received, false, default);
        var outcome = Take(ClaimTable.StepOf(StandingOf(standing, acceptance.Received), (ushort)(tier + 1), isSame), row, standing, claim);
        if (outcome.IsRefused || parameters.ByTimer) return outcome;
        Advance(tiers[tier].Verifies);
        return outcome;
    }

    /// <summary>The row of a request, made without a place in the order if there is none.</summary>
    Outcome Know(Handle<Request> request, out Handle<RequestRow> row) =>
        rowByRequest.TryFind(request, out row) || requests.TryAdd(new RequestRow(request, 0, default, 0, false), out row) ? Outcome.Applied : requests.Full;

    Outcome Take(ClaimStep step, Handle<RequestRow> row, Handle<ClaimRow> standing, in ClaimRow claim) => step switch
    {
        ClaimStep.First => MakeFirst(row, claim),
        ClaimStep.Contest => ContestBy(claim.Prover, standing, claim.Result),
        ClaimStep.Override => Replace(step, Resolution.Overridden, standing, claim),
        ClaimStep.Uphold => Replace(step, Resolution.Upheld, standing, claim),
        ClaimStep.Overturn => Replace(step, Resolution.Overturned, standing, claim),
        ClaimStep.Correct => Correct(standing, claim),
        ClaimStep.TooLow => Reasons.TierTooLow,
        ClaimStep.SaysTheSame => Reasons.SaysTheSame,
        ClaimStep.Contested => Reasons.ContestedAlready,
        _ => Reasons.CooledDown.With(CooledAt(claims[standing])),
    };

    Outcome MakeFirst(Handle<RequestRow> row, in ClaimRow claim)
    {
        var known = requests[row];
        bool isNext = known.Place == state.Value.Final + 1 && claim.Parent == state.Value.Result;
        if (known.Claims >= parameters.MostParents && !isNext) return Reasons.TooManyParents.With(parameters.MostParents);
        requests.Write(row, known with { Claims = known.Claims + 1 });
        if (!claims.TryAdd(claim, out var handle)) return claims.Full;
        return Lock(handle, claim.Prover, tiers[claim.Tier].Validity) is { IsRefused: true } poor ? poor : Stand(handle, ClaimStep.First);
    }

    /// <summary>Locks the validity bond of a claim.</summary>
    Outcome Lock(Handle<ClaimRow> handle, Account prover, UInt128 amount)
    {
        if (amount == 0) return Outcome.Applied;
        if (Ledger.OpenHolding(Place.Bond, prover, Token, claims[handle].Request, out var bond) is { IsRefused: true } noHolding) return noHolding;
        claims.Write(handle, claims[handle] with { Bond = bond });
        return Ledger.Hold(prover, bond, amount, ValidityReason);
    }

    /// <summary>A claim stands: its cooldown begins, and the request may last as long as it takes.</summary>
    Outcome Stand(Handle<ClaimRow> handle, ClaimStep step)
    {
        var claim = claims[handle];
        ulong over = CooledAt(claim);
        if (SetTimer(handle, cooled, over, CooledPhase) is { IsRefused: true } noTimer) return noTimer;
        Scope.Emit(new Claimed(Requests[claim.Request].Key, claim.Parent, claim.Result, tiers[claim.Tier].Name, claim.Prover, step, over));
        return Prolong(claim.Request, Later(over, longestWait));
    }

    Outcome SetTimer(Handle<ClaimRow> handle, ushort kind, ulong at, byte phase)
    {
        var claim = claims[handle];
        Scope.Timers.Cancel(claim.Timer);
        if (Scope.Timers.Set(kind, at, Packed.Of(handle), out var timer, phase, claim.Request) is { IsRefused: true } noTimer) return noTimer;
        claims.Write(handle, claim with { Timer = timer, IsCooled = false });
        return Outcome.Applied;
    }

    Outcome Prolong(Handle<Request> request, ulong until) => Requests[request].Ends >= until ? Outcome.Applied : Requests.Extend(request, until);

    Outcome Contest(in Call call, in Contest action)
    {
        if (state.Value.IsPaused) return Reasons.Paused;
        if (!Requests.TryFind(action.Request, out var request) || !claimByParent.TryFind(new ClaimKey(request, action.Parent), out var handle)) return Reasons.NoClaim;
        if (IsTop(claims[handle].Tier)) return Reasons.TopTier;
        var claim = claims[handle];
        var step = ClaimTable.StepOf(StandingOf(handle, call.Now), (ushort)(claim.Tier + 1), claim.Result == action.Result);
        return Take(step, default, handle, claim with { Prover = call.Sender, Result = action.Result });
    }

    Outcome ContestBy(Account contester, Handle<ClaimRow> handle, Hash32 says)
    {
        var claim = claims[handle];
        var (bond, validity) = (tiers[claim.Tier].Contest, tiers[claim.Tier].Validity);
        if (parameters.BarAssignee && rowByRequest.TryFind(claim.Request, out var row) && requests[row].Assignee == contester) return Reasons.AssigneeBarred;
        if (Ledger.OpenHolding(Place.Bond, contester, Token, claim.Request, out var holding) is { IsRefused: true } noHolding) return noHolding;
        if (Ledger.Hold(contester, holding, bond, ContestReason) is { IsRefused: true } poor) return poor;
        claims.Write(handle, claim with { Contester = contester, Contest = holding, At = Scope.Now });
        ulong until = Later(Scope.Now, longestContest);
        if (SetTimer(handle, timedOut, Later(until, 1), ContestPhase) is { IsRefused: true } noTimer) return noTimer;
        if (Prolong(claim.Request, Later(until, 1)) is { IsRefused: true } notProlonged) return notProlonged;
        Scope.Emit(new Contested(Requests[claim.Request].Key, claim.Parent, says, contester, bond, until));
        var (upheld, overturned) = (parameters.Bonds.Split(Resolution.Upheld, validity, bond).NewProver, parameters.Bonds.Split(Resolution.Overturned, validity, bond).NewProver);
        TellDisputed(claim.Request, UInt128.Min(upheld, overturned), UInt128.Max(upheld, overturned));
        return Outcome.Applied;
    }

    /// <summary>A higher proof takes the place of a claim: the bonds are divided first, so that what the new prover earns may cover what it locks.</summary>
    Outcome Replace(ClaimStep step, Resolution resolution, Handle<ClaimRow> handle, in ClaimRow by)
    {
        var before = claims[handle];
        Divide(before, resolution, by.Prover);
        claims.Write(handle, by with { Timer = before.Timer });
        if (Lock(handle, by.Prover, tiers[by.Tier].Validity) is { IsRefused: true } poor) return poor;
        if (Stand(handle, step) is { IsRefused: true } refusal) return refusal;
        TellReplaced(by.Request, before.Prover, by.Prover);
        return Outcome.Applied;
    }

    Outcome Correct(Handle<ClaimRow> handle, in ClaimRow by)
    {
        var before = claims[handle];
        claims.Write(handle, by with { Timer = before.Timer });
        if (Stand(handle, ClaimStep.Correct) is { IsRefused: true } refusal) return refusal;
        TellReplaced(by.Request, before.Prover, by.Prover);
        return Outcome.Applied;
    }

    void Divide(in ClaimRow claim, Resolution resolution, Account newProver)
    {
        var key = Requests[claim.Request].Key;
        var (validity, contest) = (Ledger[claim.Bond].Amount, claim.Contest.IsNone ? 0 : Ledger[claim.Contest].Amount);
        var split = parameters.Bonds.Split(resolution, validity, contest);
        if (!claim.Contest.IsNone)
        {
            Ledger.Move(claim.Contest, claim.Bond, contest, ContestReason);
            Ledger.CloseHolding(claim.Contest, ContestReason);
        }
        Give(claim.Bond, claim.Prover, split.Original, ReturnReason);
        Give(claim.Bond, claim.Contester, split.Contester, WonReason);
        Give(claim.Bond, newProver, split.NewProver, WonReason);
        Give(claim.Bond, protocol, split.Kept, KeptReason);
        Ledger.CloseHolding(claim.Bond, ReturnReason);
        bool contesterLoses = resolution == Resolution.Upheld;
        Scope.Emit(new SlashedEvent(key, contesterLoses ? claim.Contester : claim.Prover, Token, contesterLoses ? contest : validity));
        Scope.Emit(new BondsDivided(key, resolution, claim.Prover, split.Original, claim.Contester, split.Contester, newProver, split.NewProver, split.Kept));
    }

    void Give(Handle<Holding> from, Account to, UInt128 amount, Name reason)
    {
        if (amount > 0) Ledger.Release(from, to, amount, reason);
    }
}
