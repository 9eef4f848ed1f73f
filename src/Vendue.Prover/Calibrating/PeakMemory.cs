namespace Vendue.Prover.Calibrating;

/// <summary>The most memory that this process holds while it is looked at, a hundred times a second.</summary>
sealed class PeakMemory : IDisposable
{
    static readonly TimeSpan Every = TimeSpan.FromMilliseconds(10);

    readonly System.Threading.Timer timer;
    long most = Environment.WorkingSet;

    public PeakMemory() => timer = new System.Threading.Timer(_ => Look(), null, Every, Every);

    public ulong Bytes
    {
        get
        {
            Look();
            return (ulong)Interlocked.Read(ref most);
        }
    }

    public void Dispose() => timer.Dispose();

    void Look()
    {
        long now = Environment.WorkingSet, seen = Interlocked.Read(ref most);
        while (now > seen && Interlocked.CompareExchange(ref most, now, seen) is var other && other != seen) seen = other;
    }
}
