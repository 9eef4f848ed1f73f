using Vendue.Mechanisms.Chains;

namespace Vendue.Mechanisms.Tests.Chains;

/// <summary>A mechanism that does with a chain exactly what it is told.</summary>
sealed class TrialChain : Mechanism
{
    [Action(64, "append", "Appends a block with a request of its own and fees.")]
    public readonly record struct Append(UInt128 Fees, bool WithRequest);

    [Action(65, "prove", "Proves a block.")]
    public readonly record struct Prove(ulong Height, ulong Wait);

    [Action(66, "unprove", "Contests a block.")]
    public readonly record struct Unprove(ulong Height);

    [Action(67, "roll-back", "Rolls back.")]
    public readonly record struct RollBack(ulong To);

    [Action(68, "advance", "Makes final what can be.")]
    public readonly record struct Advance;

    [Action(69, "owe", "Owes a proof.")]
    public readonly record struct Owe(ulong Carrier, ulong Covered);

    [Action(70, "defer", "Hands on what is owed.")]
    public readonly record struct Defer(ulong Carrier, ulong To);

    [Action(71, "gate", "Closes or opens a gate.")]
    public readonly record struct Gate(ulong Height, bool Open);

    [Action(72, "pause", "Pauses or resumes.")]
    public readonly record struct Pause(bool On);

    public TrialChain(Scope scope, ChainLimits limits) : base(scope)
    {
        Chain = new Chain(scope, limits, (in block) => MadeFinal.Add(block.Height), (in block) => Gone.Add(block.Height));
        scope.On((in Call call, in Append action) => Appended(call.Sender, action));
        scope.On((in Call call, in Prove action) => Chain.TryFind(action.Height, out _) ? Chain.Prove(action.Height, call.Received, action.Wait) : Refused.UnknownRequest);
        scope.On((in Call call, in Unprove action) => Chain.TryFind(action.Height, out _) ? Chain.Unprove(action.Height) : Refused.UnknownRequest);
        scope.On((in Call _, in RollBack action) => RolledBack(action.To));
        scope.On((in Call _, in Advance _) => Chain.Advance());
        scope.On((in Call _, in Owe action) => Chain.Owe(action.Carrier, action.Covered));
        scope.On((in Call _, in Defer action) => Deferred(action.Carrier, action.To));
        scope.On((in Call _, in Gate action) => Gated(action));
        scope.On((in Call _, in Pause action) => action.On ? Chain.Pause() : Chain.Resume());
    }

    public Chain Chain { get; }

    /// <summary>The blocks told as final, in order; not part of the state.</summary>
    public List<ulong> MadeFinal { get; } = [];

    /// <summary>The blocks told as rolled back, in order; not part of the state.</summary>
    public List<ulong> Gone { get; } = [];

    public override IEnumerable<Opportunity> Opportunities(Account account) => [];

    public override Ending Expire(Handle<Request> request) => Ending.Expired;

    Outcome RolledBack(ulong to)
    {
        Chain.RollBackTo(to);
        return Outcome.Applied;
    }

    Outcome Deferred(ulong carrier, ulong to)
    {
        Chain.Defer(carrier, to);
        return Outcome.Applied;
    }

    Outcome Appended(Account sender, Append action)
    {
        Handle<Request> request = default;
        if (action.WithRequest && Scope.OpenRequest(KeyOf(Chain.Next), sender, new Statement(), 1_000_000, out request) is { IsRefused: true } notOpened) return notOpened;
        if (Chain.Append(sender, request, out ulong height) is { IsRefused: true } refusal) return refusal;
        return Chain.Fund(height, sender, new Asset(0), action.Fees);
    }

    Outcome Gated(Gate action)
    {
        if (!action.Open) return Chain.Close(action.Height);
        Chain.Open(action.Height);
        return Outcome.Applied;
    }

    public static Hash32 KeyOf(ulong height) => Hash32.Sha256(BitConverter.GetBytes(height));
}
