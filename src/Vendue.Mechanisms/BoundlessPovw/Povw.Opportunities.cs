namespace Vendue.Mechanisms.BoundlessPovw;

/// <content>What can be done, by whom. The terms of each opportunity are the action that takes it, ready to be sent.</content>
public sealed partial class Povw
{
    const ulong EpochsLookedAt = 64;

    /// <inheritdoc/>
    public override IEnumerable<Opportunity> Opportunities(Account account)
    {
        if (ToStake(account) is { } stake) yield return stake;
        if (logOf.TryFind(account, out var log))
        {
            var row = logs[log];
            if (ToMint(row) is { } mint) yield return mint;
            if (row.Unpaid > 0 && Current > pending.Value.Epoch && pending.Value.Updates > 0) yield return Step(FinalizeTag, new FinalizeEpoch());
            if (row.Head != row.Posted) yield return ToUpdate(row);
        }
        if (ToClaim(account) is { } claim) yield return claim;
    }

    /// <summary>Half of what a newcomer has free: without stake its work earns nothing.</summary>
    Opportunity? ToStake(Account account)
    {
        if (!Ledger.Exists(account) || stakeOf.TryFind(account, out _)) return null;
        var free = Ledger.Balance(account, emitted);
        return free < 2 ? null : Step(StakeTag, new AddStake((UInt128)free / 2));
    }

    Opportunity ToUpdate(in LogRow log)
    {
        var owner = Ledger.NameOf(log.Log);
        return Step(UpdateTag, new UpdateLog(owner, log.Posted, log.Head, log.HeadWork - log.PostedWork, owner, default)) with
        {
            From = first + (Current * parameters.EpochLength),
            Until = EndOf(Current),
        };
    }

    Opportunity? ToMint(in LogRow log)
    {
        var steps = new List<LogStep>();
        var reached = log.Paid;
        var owner = Ledger.NameOf(log.Log);
        while (updateFrom.TryFind(new CommitmentKey(log.Log, reached), out var update) && updates[update].Epoch < pending.Value.Epoch)
        {
            steps.Add(new LogStep(owner, reached, updates[update].Next));
            reached = updates[update].Next;
        }
        return steps.Count == 0 ? null : Step(MintTag, new Mint([.. steps]));
    }

    /// <summary>The latest finished epochs of which the account has a share; older ones can be claimed as well.</summary>
    Opportunity? ToClaim(Account account)
    {
        var found = new List<ulong>();
        for (ulong epoch = ulong.Max(FirstRewarded, Current < EpochsLookedAt ? 0 : Current - EpochsLookedAt); epoch < Current && found.Count < parameters.LongestCall; epoch++)
            if (RewardPowerOf(account, EndOf(epoch)) > 0 && !IsClaimed(account, epoch)) found.Add(epoch);
        return found.Count == 0 ? null : Step(ClaimTag, new ClaimStaking([.. found]));
    }

    Opportunity Step<T>(ushort action, in T ready) where T : struct => new()
    {
        Kind = OpportunityKind.Step,
        Action = action,
        From = Scope.Now,
        Until = ulong.MaxValue,
        Payment = emitted,
        Collateral = emitted,
        Terms = new Bytes(Codec<T>.Of.Encode(ready)),
    };
}
