namespace Vendue.Mechanisms.BoundlessPovw;

/// <summary>A settled payment was recorded in its payee's log.</summary>
[Event(64, "work-recorded")]
public readonly record struct WorkRecorded(Account Log, ulong Number, Hash32 Request, UInt128 Work, Hash32 Commitment);

/// <summary>A settled payment was not recorded, since there are as many logs as the market keeps.</summary>
[Event(65, "work-not-recorded")]
public readonly record struct WorkNotRecorded(Account Payee, Hash32 Request, UInt128 Work);

/// <summary>A log's increase was reported.</summary>
[Event(66, "work-log-updated")]
public readonly record struct WorkLogUpdated(Account Log, ulong Epoch, Hash32 Previous, Hash32 Next, UInt128 Value, Account Recipient);

/// <summary>The accounting of an epoch was closed.</summary>
[Event(67, "epoch-finalized")]
public readonly record struct EpochFinalized(ulong Epoch, UInt128 TotalWork);

/// <summary>A recipient was paid for a log's work of an epoch; nothing where the log's cap left nothing.</summary>
[Event(68, "work-rewarded")]
public readonly record struct WorkRewarded(Account Log, ulong Epoch, Account Recipient, UInt128 Amount);

/// <summary>A log was paid up to a commitment.</summary>
[Event(69, "log-paid")]
public readonly record struct LogPaid(Account Log, Hash32 Commitment);

/// <summary>A stake changed: what it is now, who has its powers, and whether it is leaving.</summary>
[Event(70, "stake-changed")]
public readonly record struct StakeChanged(Account Owner, UInt128 Amount, Account Rewards, Account Votes, bool Leaving, ulong Release);

/// <summary>A stake's reward of an epoch was claimed.</summary>
[Event(71, "staking-rewarded")]
public readonly record struct StakingRewarded(Account Staker, ulong Epoch, UInt128 Amount);
