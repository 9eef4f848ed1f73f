namespace Vendue.Mechanisms.TaikoStakingPool;

/// <summary>Who proved a block, and when.</summary>
public enum ProvenBy : byte
{
    /// <summary>The oracle.</summary>
    Oracle,
    /// <summary>Anybody, a block that was given to nobody.</summary>
    Anybody,
    /// <summary>Another than the one it was given to.</summary>
    Another,
    /// <summary>The one it was given to, within its window.</summary>
    Assignee,
    /// <summary>The one it was given to, after its window.</summary>
    AssigneeLate,
}

/// <summary>What a late assignee comes to.</summary>
public enum LateRule : byte
{
    /// <summary>It is paid nothing and slashed by the plain reward.</summary>
    Unpaid,
    /// <summary>It is treated like anybody who stepped in: paid the raised reward, and slashed by it.</summary>
    AsAnother,
}

/// <summary>How proofs are paid for.</summary>
/// <param name="RaisedPercent">What a proof of an open block or by another than the assignee is paid, in percent of the plain reward.</param>
/// <param name="DelayPenalty">What an assignee loses of its reward at the end of its window, in hundredths of a percent; in proportion before.</param>
/// <param name="Late">What a late assignee comes to.</param>
public readonly record struct PaymentRules(ushort RaisedPercent, ushort DelayPenalty, LateRule Late);

/// <summary>What a proven block comes to when it is verified.</summary>
/// <param name="Prover">What its prover receives.</param>
/// <param name="Slashes">Whether its assignee is slashed.</param>
/// <param name="SlashReward">proofReward: the reward by which its assignee is slashed.</param>
/// <param name="Updates">Whether the averages of fee and delay take this block up.</param>
public readonly record struct Payment(UInt128 Prover, bool Slashes, UInt128 SlashReward, bool Updates)
{
    const uint Whole = 10_000;

    /// <summary>The case that a proof falls under.</summary>
    /// <param name="oracle">Whether the oracle proved it.</param>
    /// <param name="open">Whether it was given to nobody.</param>
    /// <param name="byAssignee">Whether its assignee proved it.</param>
    /// <param name="delay">The time from proposal to proof.</param>
    /// <param name="window">The assignee's window; its end is in time.</param>
    public static ProvenBy CaseOf(bool oracle, bool open, bool byAssignee, ulong delay, ulong window) =>
        oracle ? ProvenBy.Oracle
        : open ? ProvenBy.Anybody
        : !byAssignee ? ProvenBy.Another
        : delay <= window ? ProvenBy.Assignee
        : ProvenBy.AssigneeLate;

    /// <summary>What a block comes to.</summary>
    /// <param name="rules">How proofs are paid for.</param>
    /// <param name="by">Who proved it.</param>
    /// <param name="reward">reward0.</param>
    /// <param name="delay">The time from proposal to proof; only an assignee's in time matters.</param>
    /// <param name="window">The assignee's window.</param>
    public static Payment Of(in PaymentRules rules, ProvenBy by, UInt128 reward, ulong delay, ulong window)
    {
        var raised = Wide.MulDivFloor(reward, rules.RaisedPercent, 100);
        return by switch
        {
            ProvenBy.Oracle => new(reward, false, 0, false),
            ProvenBy.Anybody => new(raised, false, 0, false),
            ProvenBy.Another => new(raised, true, raised, false),
            ProvenBy.Assignee => new(reward - Penalty(rules, reward, delay, window), false, 0, true),
            _ => rules.Late == LateRule.Unpaid ? new(0, true, reward, false) : new(raised, true, raised, false),
        };
    }

    /// <summary>floor(floor(reward·delay·penalty / 10,000) / window), which is the quotient by the product.</summary>
    static UInt128 Penalty(in PaymentRules rules, UInt128 reward, ulong delay, ulong window) =>
        rules.DelayPenalty == 0 || window == 0 ? 0 : Wide.MulDivFloor(reward, (UInt128)delay * rules.DelayPenalty, (UInt128)window * Whole);
}
