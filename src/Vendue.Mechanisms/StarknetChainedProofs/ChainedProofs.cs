using Vendue.Mechanisms.Chains;
using Vendue.Mechanisms.StarknetChainedProofs.Contract;

namespace Vendue.Mechanisms.StarknetChainedProofs;

/// <summary>
/// Starknet's chained proofs: the chain is cut into strands, and a block with transactions must carry one proof of all
/// unproven blocks of its strand; one without may only be empty, and after too many empty ones the chain stands still until
/// the proof is there. What a proof costs is a contract between the proposer that needs it and a prover.
/// </summary>
public sealed partial class ChainedProofs : Mechanism, ITaskHost
{
    static readonly Asset Payment = new(0);

    readonly StarknetChainedProofsParameters parameters;
    readonly Chain chain;
    readonly PostedPrice contract;
    readonly Account[] validators;
    readonly Table<SubmissionRow> submissions;
    readonly UniqueIndex<Handle<Request>, SubmissionRow> submissionOf;
    readonly OrderedIndex<ulong, SubmissionRow> submissionsByNumber;
    readonly Table<HeadRow> heads;
    readonly UniqueIndex<ulong, HeadRow> headAt;
    readonly UniqueIndex<Handle<Request>, HeadRow> headOf;
    readonly Cell<Progress> progress;

    /// <summary>The mechanism over a scope.</summary>
    public ChainedProofs(Scope scope, StarknetChainedProofsParameters parameters) : base(scope)
    {
        ArgumentNullException.ThrowIfNull(scope);
        ArgumentNullException.ThrowIfNull(parameters);
        this.parameters = parameters;
        uint unproven = (uint)parameters.MostUnproven;
        validators = [.. parameters.Validators.Select(Known)];
        // A block that is not final stands on one that is not proven: at most K(P + 1) rounds of the strands above it.
        chain = new Chain(scope, new ChainLimits(0, unproven + parameters.Strands, unproven + parameters.Strands, parameters.BlocksAtOnce), static (in _) => { }, RolledBack);
        submissions = scope.Table<SubmissionRow>("submissions", (int)parameters.MaxSubmissions);
        submissionOf = submissions.IndexBy(s => s.Request);
        submissionsByNumber = submissions.OrderBy(s => s.Number);
        heads = scope.Table<HeadRow>("heads", (int)parameters.Strands);
        headAt = heads.IndexBy(h => h.Height);
        headOf = heads.IndexBy(h => h.Request);
        progress = scope.Cell<Progress>("progress");
        scope.On<Submit>(Submit);
        scope.On<CancelSubmission>(Cancel);
        scope.On<ProposeBlock>(Propose);
        contract = scope.Child("contract", child => new PostedPrice(child, new PostedPriceTerms(parameters.TakeTime, parameters.TaskBond, parameters.Strands), this));
    }

    /// <summary>proposer(H, R): the validator at (H + R) mod their number; with no validators, whoever asks.</summary>
    bool IsProposer(ulong height, ulong round, Account account) => validators.Length == 0 || validators[(int)(((UInt128)height + round) % (uint)validators.Length)] == account;

    /// <summary>When the next height starts.</summary>
    ulong Starts => progress.Value.Starts;

    /// <summary>The round under way: round r begins r round times after the height's start.</summary>
    ulong RoundNow => Scope.Now < Starts ? 0 : (Scope.Now - Starts) / parameters.RoundTime;

    /// <summary>Whether the proof of a strand's blocks is there. A strand whose oldest block has no transactions has executed nothing, and needs none.</summary>
    bool IsReady(ulong[] expected) => expected.Length == 0 || !headAt.TryFind(expected[0], out var head) || contract.IsDelivered(heads[head].Request);

    bool IsCritical(ulong[] expected) => StrandRules.IsCritical((ulong)expected.Length, parameters.MostEmpty);

    /// <inheritdoc/>
    public UInt128 PriceOf(Handle<Request> request, uint parts)
    {
        var forWork = headOf.TryFind(request, out var head) ? Wide.MulDivFloor(parameters.PricePerThousand, heads[head].Work, 1_000) : 0;
        return StrandRules.Price(parameters.PriceFull + forWork, parameters.PriceEmpty, parts, parameters.PriceDoubles);
    }

    /// <inheritdoc/>
    public ulong DueOf(Handle<Request> request)
    {
        if (!headOf.TryFind(request, out var head) || chain.CarrierOf(heads[head].Height) is not { } carrier || carrier <= chain.Next) return Later(Starts, 0);
        return Later(Starts, (UInt128)(carrier - chain.Next) * parameters.BlockTime);
    }

    Account Known(Name name) =>
        Ledger.Open(name, out var account).IsRefused ? throw new InvariantException($"The market has no room for the account of its validator {name}.") : account;

    static ulong Later(ulong instant, UInt128 by) => by > ulong.MaxValue - instant ? ulong.MaxValue : instant + (ulong)by;
}
