namespace Vendue.Mechanisms.TaikoStakingPool;

/// <summary>What an account can do now: take a seat, prove blocks, take out what has matured.</summary>
public sealed partial class StakingPool
{
    static readonly Hash32 PoolId = Hash32.Sha256("vendue/taiko-staking-pool/seat/1"u8), ExitId = Hash32.Sha256("vendue/taiko-staking-pool/exit/1"u8);

    /// <inheritdoc/>
    public override IEnumerable<Opportunity> Opportunities(Account account)
    {
        bool known = proverByAccount.TryFind(account, out var prover);
        if (!known || provers[prover].Seat == 0) yield return ToStake();
        if (known && ExitOf(provers[prover]) > 0) yield return ToWithdraw(provers[prover]);
        foreach (var handle in blocks)
            if (blocks[handle] is var block && ToProve(block, account) is { } opportunity) yield return opportunity;
    }

    Opportunity ToStake()
    {
        ulong fee = Fee, highest = ClampedReward(ulong.MaxValue, fee);
        return new Opportunity
        {
            Kind = OpportunityKind.Offer,
            Action = TaikoStakingPool.Stake.Tag,
            Request = PoolId,
            From = Scope.Now,
            Until = ulong.MaxValue,
            Payment = Token,
            Price = fee,
            PriceCeiling = highest,
            Collateral = Token,
            Bond = Wide.MulDivFloor(parameters.LeastStakePerCapacity, parameters.LeastCapacity, 1),
            Terms = new Bytes(Codec<SeatTerms>.Of.Encode(new SeatTerms(fee, highest, parameters.LeastCapacity, parameters.LeastStakePerCapacity, Smallest(StakesBySlot())))),
        };
    }

    Opportunity ToWithdraw(in ProverRow prover) => new()
    {
        Kind = OpportunityKind.Step,
        Action = TaikoStakingPool.Withdraw.Tag,
        Request = ExitId,
        From = Later(Later(prover.ExitedAt, exitPeriod), 1),
        Until = ulong.MaxValue,
        Payment = Token,
        Price = ExitOf(prover),
        PriceCeiling = ExitOf(prover),
        Collateral = Token,
    };

    /// <summary>A block that is not proven from the parent that counts: its assignee's to prove, or anybody's.</summary>
    Opportunity? ToProve(in BlockRow block, Account account)
    {
        if (block.Transitions > 0 && (!parameters.Layout.IsLinked || block.Number != state.Value.Verified + 1 || transitionByParent.TryFind(new TransitionKey(block.Number, state.Value.Result), out _))) return null;
        bool mine = account == block.Assignee;
        var (plain, due) = (gas.Reward(block.RewardPerGas, block.GasLimit), Later(block.ProposedAt, block.Window));
        var by = block.Assignee.IsNone ? ProvenBy.Anybody : !mine ? ProvenBy.Another : Scope.Now <= due ? ProvenBy.Assignee : ProvenBy.AssigneeLate;
        var reward = Payment.Of(payments, by, plain, by == ProvenBy.Assignee ? Scope.Now - block.ProposedAt : 0, block.Window).Prover;
        return new Opportunity
        {
            Kind = mine ? OpportunityKind.Prove : OpportunityKind.Race,
            Action = TaikoStakingPool.Prove.Tag,
            Request = Requests[block.Request].Key,
            Statement = Requests.StatementOf(block.Request),
            From = by == ProvenBy.Another ? ulong.Max(Scope.Now, Later(due, 1)) : Scope.Now,
            Until = Requests[block.Request].Ends,
            ProofDue = mine ? due : Requests[block.Request].Ends,
            Payment = Token,
            Price = reward,
            PriceCeiling = reward,
            Collateral = Token,
        };
    }
}
