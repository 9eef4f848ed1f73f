namespace Vendue.Client;

/// <summary>How a client speaks with a node.</summary>
public sealed record MarketClientOptions
{
    /// <summary>Who signs what is sent; null for a client that only reads.</summary>
    public ISigner? Signer { get; init; }

    /// <summary>The first nonce lane that this client uses. Two clients of one account must not share a lane.</summary>
    public ushort FirstLane { get; init; }

    /// <summary>How many lanes it uses: so many commands may be under way at once. Within a lane, one waits for the other.</summary>
    public ushort Lanes { get; init; } = 1;

    /// <summary>How long a command counts after it was signed.</summary>
    public TimeSpan CommandLife { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>The genesis hash that the market must have; null to believe the node.</summary>
    public Hash32? Genesis { get; init; }

    /// <summary>The operator's key that the market must have; null to believe the node.</summary>
    public Hash32? OperatorKey { get; init; }

    /// <summary>The market's actions; null for those of the mechanism of this name in the catalogue.</summary>
    public ActionSet? Actions { get; init; }

    /// <summary>How long one attempt at a request may take.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long a stream of events may be silent, keep-alive comments included, before it is opened again.</summary>
    public TimeSpan Silence { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>How many times a request is repeated that did not arrive, or that the node could not take just then.</summary>
    public int Retries { get; init; } = 5;

    /// <summary>How long the first repetition waits; each later one waits twice as long, at most <see cref="LongestDelay"/>.</summary>
    public TimeSpan RetryDelay { get; init; } = TimeSpan.FromMilliseconds(200);

    /// <summary>The longest wait before a repetition.</summary>
    public TimeSpan LongestDelay { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>The most bytes of an answer that are read.</summary>
    public int MaxAnswer { get; init; } = 16 * 1024 * 1024;

    /// <summary>The most bytes of a blob that are read.</summary>
    public int MaxBlob { get; init; } = 256 * 1024 * 1024;

    /// <summary>The clock for timeouts, waits and expiries.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;
}
