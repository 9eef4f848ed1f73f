using Vendue.Mechanisms.TaikoBlocks;

namespace Vendue.Mechanisms.TaikoMultiProofs;

/// <summary>
/// Taiko's contestable finality: a claim is proven at a tier under a validity bond; during a cooldown anybody may contest
/// it under a larger bond and without proof; only a proof of a higher tier settles a contest, and the loser's bond pays
/// the winner and the new prover, less friction. Claims become final in order, each building on the result before it.
/// </summary>
public sealed partial class TieredFinality : FinalityPolicy
{
    /// <summary>The version of these rules.</summary>
    public const ushort Rules = 1;

    const byte CooledPhase = 0, AdvancePhase = 1, ContestPhase = 2;
    const uint MostAtOnce = 64;
    static readonly Asset Token = new(0);
    static readonly Name Watchdog = "watchdog";

    readonly TaikoMultiProofsParameters parameters;
    readonly TierBonds[] tiers;
    readonly ulong[] cooldowns;
    readonly ulong longestContest, longestWait;
    readonly Account protocol;
    readonly Table<RequestRow> requests;
    readonly UniqueIndex<Handle<Request>, RequestRow> rowByRequest;
    readonly OrderedIndex<ulong, RequestRow> rowsByPlace;
    readonly Table<ClaimRow> claims;
    readonly UniqueIndex<ClaimKey, ClaimRow> claimByParent;
    readonly OrderedIndex<ulong, ClaimRow> claimsByRequest;
    readonly Cell<FinalityState> state;
    readonly ushort cooled, advance, timedOut;

    /// <summary>The policy over a market.</summary>
    public TieredFinality(Scope scope, TaikoMultiProofsParameters parameters) : base(scope)
    {
        this.parameters = parameters;
        tiers = parameters.Tiers;
        cooldowns = [.. tiers.Select(t => InMarketTime(t.Cooldown))];
        (longestContest, longestWait) = (InMarketTime(parameters.LongestContest), InMarketTime(parameters.LongestWait));
        if (Ledger.Open(parameters.Protocol, out protocol).IsRefused) throw new InvariantException("The market has no room for the account of its protocol.");
        requests = scope.Table<RequestRow>("requests", (int)parameters.MostRequests);
        rowByRequest = requests.IndexBy(r => r.Request);
        rowsByPlace = requests.OrderBy(r => r.Place);
        claims = scope.Table<ClaimRow>("claims", (int)parameters.MostClaims);
        claimByParent = claims.IndexBy(c => new ClaimKey(c.Request, c.Parent));
        claimsByRequest = claims.OrderBy(c => Packed.Of(c.Request));
        state = scope.Cell<FinalityState>("state");
        state.Value = new FinalityState(0, 0, parameters.FirstParent, false, 0);
        scope.On<Contest>(Contest);
        scope.On<Verify>(Verify);
        scope.On<Pause>(Pause);
        cooled = scope.Timers.Register((_, payload) => Cool(Packed.Handle<ClaimRow>(payload)));
        advance = scope.Timers.Register((_, _) => Continue());
        timedOut = scope.Timers.Register((_, payload) => TimeOut(Packed.Handle<ClaimRow>(payload)));
    }

    ulong InMarketTime(ulong milliseconds) => Scope.Genesis.Time == TimeUnit.Milliseconds ? milliseconds : (milliseconds + 999) / 1000;

    static ulong Later(ulong instant, ulong by) => instant > ulong.MaxValue - by ? ulong.MaxValue : instant + by;

    /// <summary>The first instant at which a claim cannot be contested any more.</summary>
    ulong CooledAt(in ClaimRow claim) => Deadlines.Of(claim.At, state.Value.ResumedAt, cooldowns[claim.Tier]);

    bool IsTop(byte tier) => tier == tiers.Length - 1;

    /// <summary>The claim that stands for a parent, as the table of steps sees it.</summary>
    Standing StandingOf(Handle<ClaimRow> handle, ulong now)
    {
        if (handle.IsNone) return default;
        var claim = claims[handle];
        return new Standing((ushort)(claim.Tier + 1), IsTop(claim.Tier), !claim.Contester.IsNone, now >= CooledAt(claim));
    }

    Handle<ClaimRow>[] ClaimsOf(Handle<Request> request) => [.. claimsByRequest.At(Packed.Of(request))];
}
