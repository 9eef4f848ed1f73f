namespace Vendue.Mechanisms.BoundlessPovw;

/// <content>Stakes: one position an account, whose powers count at once, can be delegated, and end when unstaking is initiated.</content>
public sealed partial class Povw
{
    Outcome Stake(in Call call, in AddStake action)
    {
        if (action.Amount == 0) return Refused.AmountZero;
        var owner = call.Sender;
        if (!stakeOf.TryFind(owner, out var stake))
        {
            if (Ledger.OpenHolding(Place.Stake, owner, emitted, default, out var held) is { IsRefused: true } noHolding) return noHolding;
            if (!stakes.TryAdd(new StakeRow(owner, held, owner, owner, false, 0), out stake)) return stakes.Full;
        }
        var row = stakes[stake];
        if (row.Leaving) return Reasons.StakeLeaving.With(row.Release);
        if (Ledger.Hold(owner, row.Held, action.Amount, StakeReason) is { IsRefused: true } poor) return poor;
        if (rewardPower.Add(row.Rewards, action.Amount, call.Now, OldestAsked) is { IsRefused: true } full) return full;
        if (votingPower.Add(row.Votes, action.Amount, call.Now, OldestAsked) is { IsRefused: true } fullToo) return fullToo;
        return Told(row);
    }

    Outcome Delegate(in Call call, Name to, bool rewards)
    {
        if (!stakeOf.TryFind(call.Sender, out var stake)) return Reasons.NoStake;
        var row = stakes[stake];
        if (row.Leaving) return Reasons.StakeLeaving.With(row.Release);
        if (!Ledger.TryFind(to, out Account delegatee)) return Refused.UnknownAccount;
        var powers = rewards ? rewardPower : votingPower;
        var amount = Ledger[row.Held].Amount;
        if (powers.Take(rewards ? row.Rewards : row.Votes, amount, call.Now, OldestAsked) is { IsRefused: true } full) return full;
        if (powers.Add(delegatee, amount, call.Now, OldestAsked) is { IsRefused: true } fullToo) return fullToo;
        row = rewards ? row with { Rewards = delegatee } : row with { Votes = delegatee };
        stakes.Write(stake, row);
        return Told(row);
    }

    Outcome Leave(in Call call, in InitiateUnstake action)
    {
        if (!stakeOf.TryFind(call.Sender, out var stake)) return Reasons.NoStake;
        var row = stakes[stake];
        if (row.Leaving) return Reasons.StakeLeaving.With(row.Release);
        if (row.Rewards != row.Owner || row.Votes != row.Owner) return Reasons.StakeDelegated;
        var amount = Ledger[row.Held].Amount;
        if (rewardPower.Take(row.Owner, amount, call.Now, OldestAsked) is { IsRefused: true } full) return full;
        if (votingPower.Take(row.Owner, amount, call.Now, OldestAsked) is { IsRefused: true } fullToo) return fullToo;
        row = row with { Leaving = true, Release = call.Now + parameters.WithdrawalPeriod };
        stakes.Write(stake, row);
        return Told(row);
    }

    Outcome Release(in Call call, in CompleteUnstake action)
    {
        if (!stakeOf.TryFind(call.Sender, out var stake)) return Reasons.NoStake;
        var row = stakes[stake];
        if (!row.Leaving) return Reasons.NotLeaving;
        if (call.Now < row.Release) return Reasons.NotReleased.With(row.Release);
        Ledger.CloseHolding(row.Held, UnstakeReason);
        stakes.Remove(stake);
        Scope.Emit(new StakeChanged(row.Owner, 0, row.Owner, row.Owner, false, 0));
        return Outcome.Applied;
    }

    // One epoch that cannot be claimed refuses the whole call.
    Outcome Claim(in Call call, in ClaimStaking action)
    {
        if (action.Epochs.Length == 0) return Reasons.NothingToMint;
        if (action.Epochs.Length > parameters.LongestCall) return Reasons.TooLong.With(parameters.LongestCall);
        DropClaims(call.Sender);
        UInt128 sum = 0;
        foreach (ulong epoch in action.Epochs)
        {
            if (epoch >= Current) return Reasons.EpochUnfinished.With(epoch);
            if (epoch < FirstRewarded) return Reasons.EpochLapsed.With(FirstRewarded);
            if (SetClaimed(call.Sender, epoch) is { IsRefused: true } refusal) return refusal;
            ulong end = EndOf(epoch);
            var amount = StakingReward.Of(emission.Of(epoch).Staking, RewardPowerOf(call.Sender, end), rewardPower.TotalAt(end) / parameters.PowerScalar);
            sum += amount;
            Scope.Emit(new StakingRewarded(call.Sender, epoch, amount));
        }
        minted.Value = minted.Value with { Staking = minted.Value.Staking + sum };
        var most = emission.MintedAtMost(Current).Staking;
        if (minted.Value.Staking > most) return Reasons.MintLimit.With((Int128)minted.Value.Staking, (Int128)most);
        return sum == 0 ? Outcome.Applied : Ledger.Issue(call.Sender, emitted, sum, StakingReason);
    }

    bool IsClaimed(Account staker, ulong epoch) => claimAt.TryFind(new ClaimKey(staker, epoch / 128), out var word) && (claims[word].Bits >> (int)(epoch % 128) & 1) != 0;

    Outcome SetClaimed(Account staker, ulong epoch)
    {
        var bit = UInt128.One << (int)(epoch % 128);
        if (!claimAt.TryFind(new ClaimKey(staker, epoch / 128), out var word))
            return claims.TryAdd(new ClaimRow(staker, epoch / 128, bit), out _) ? Outcome.Applied : claims.Full;
        var row = claims[word];
        if ((row.Bits & bit) != 0) return Reasons.EpochClaimed.With(epoch);
        claims.Write(word, row with { Bits = row.Bits | bit });
        return Outcome.Applied;
    }

    /// <summary>Forgets an account's claims of epochs of which nothing can be had any more.</summary>
    void DropClaims(Account staker)
    {
        ulong oldest = FirstRewarded / 128;
        if (oldest == 0) return;
        Handle<ClaimRow>[] lapsed = [.. claimsInOrder.Between(new ClaimKey(staker, 0), new ClaimKey(staker, oldest - 1))];
        foreach (var word in lapsed) claims.Remove(word);
    }

    Outcome Told(in StakeRow row)
    {
        Scope.Emit(new StakeChanged(row.Owner, Ledger[row.Held].Amount, row.Rewards, row.Votes, row.Leaving, row.Release));
        return Outcome.Applied;
    }
}
