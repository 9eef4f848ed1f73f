namespace Vendue.Kernel;

/// <summary>What a verifier found of a proof or a signature.</summary>
public enum Verdict : byte
{
    /// <summary>The proof proves the statement.</summary>
    Valid,
    /// <summary>It does not, or is no proof at all.</summary>
    Invalid,
    /// <summary>The program has no witness for the input: nobody can prove the statement.</summary>
    Unexecutable,
}

/// <summary>
/// The circumstances of a command: who sends it under which authority, and the facts that the sequencer adds. Where the
/// sender is trusted, in scenarios and in the Lab, nonce and key stay unset.
/// </summary>
public readonly record struct Command
{
    /// <summary>The market's instant, in its time unit. Never before that of an earlier command.</summary>
    public ulong Now { get; init; }

    /// <summary>The height of the market's block clock; 0 where the market has none.</summary>
    public ulong Block { get; init; }

    /// <summary>The account that acts.</summary>
    public Account Sender { get; init; }

    /// <summary>The delegated key that signed; zero when the owner's did.</summary>
    public Hash32 Key { get; init; }

    /// <summary>The lane of the nonce.</summary>
    public ushort Lane { get; init; }

    /// <summary>A number above every earlier one of its lane; 0 where the sender is trusted.</summary>
    public ulong Nonce { get; init; }

    /// <summary>The last instant at which the command counts; 0 for no limit.</summary>
    public ulong Expires { get; init; }

    /// <summary>The receipt under which the command's proofs were received before it; zero for none.</summary>
    public Hash32 Receipt { get; init; }

    /// <summary>The verifier's verdicts on the command's proofs, in their order.</summary>
    public ReadOnlyMemory<Verdict> Verdicts { get; init; }

    /// <summary>Raw draws to use in order instead of the beacon's; only in scenarios and tests.</summary>
    public ReadOnlyMemory<Hash32> Draws { get; init; }
}

/// <summary>What a handler knows of the command it serves.</summary>
public readonly ref struct Call
{
    /// <summary>The market's instant.</summary>
    public ulong Now { get; init; }

    /// <summary>The height of the market's block clock.</summary>
    public ulong Block { get; init; }

    /// <summary>The account that acts.</summary>
    public Account Sender { get; init; }

    /// <summary>When the command's proofs were received: the instant by which a deadline is judged. Equal to <see cref="Now"/> without a receipt.</summary>
    public ulong Received { get; init; }

    /// <summary>The verifier's verdicts on the command's proofs.</summary>
    public ReadOnlySpan<Verdict> Verdicts { get; init; }
}
