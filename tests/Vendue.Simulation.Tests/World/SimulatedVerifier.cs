namespace Vendue.Simulation.Tests.World;

/// <summary>A verifier stage that takes as long as the simulation lets it, and sometimes cannot judge.</summary>
sealed class SimulatedVerifier
{
    const int Capacity = 4;

    readonly Queue<(IReadOnlyList<Claim> Claims, Action<Verdict[]?> Done)> jobs = new();

    public int Pending => jobs.Count;

    public bool TryTake(IReadOnlyList<Claim> claims, Action<Verdict[]?> done)
    {
        if (jobs.Count == Capacity) return false;
        jobs.Enqueue((claims, done));
        return true;
    }

    /// <summary>Gives the oldest job's verdicts.</summary>
    public void Release(bool fails)
    {
        var (claims, done) = jobs.Dequeue();
        done(fails ? null : [.. claims.Cast<ProofClaim>().Select(c => Population.VerdictOn(((ProofClaim)c).Proof))]);
    }
}
