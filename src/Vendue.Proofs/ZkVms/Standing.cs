namespace Vendue.Proofs.ZkVms;

/// <summary>What is publicly known of a zkVM release's proofs.</summary>
public enum Standing
{
    /// <summary>Nothing is known against it; accepted unless a requester says otherwise.</summary>
    Current,

    /// <summary>Replaced by a later release; accepted where a requester names it.</summary>
    Superseded,

    /// <summary>Its circuits were found unsound or its makers stopped its verifier: proofs of false statements may exist. Accepted only where a requester names it.</summary>
    Withdrawn,
}
