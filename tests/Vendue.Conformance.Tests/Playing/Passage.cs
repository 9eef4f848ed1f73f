using Vendue.Conformance.Tests.Generating;

namespace Vendue.Conformance.Tests.Playing;

/// <summary>
/// How time and blocks pass in a game. Steps are measured by how far away the next thing is that happens, so that markets
/// of milliseconds and markets of days are met at their own pace; often a step ends exactly there or one unit beside it.
/// </summary>
sealed class Passage(Subject subject, Trial trial, Chance chance)
{
    public ulong Now { get; private set; } = subject.Genesis.Begins;

    public ulong Block { get; private set; }

    /// <summary>Lets time pass, or not.</summary>
    /// <returns>Whether a timer came due on the way.</returns>
    public bool Pass(List<Waiting> waiting, List<ulong> instants)
    {
        ulong before = Now, timer = trial.Market.Timers.Next ?? ulong.MaxValue;
        ulong next = Nearest(waiting, instants, timer);
        switch (chance.Weighted([450, 350, 150, 20, 8, 1, 8]))
        {
            case 0: break;
            case 1: Now += chance.Below(((next - Now) / 4) + 2); break;
            case 2: Now = ulong.Max(Now, next - 1 + chance.Below(3UL)); break;
            case 3: Now += chance.Below((2 * (next - Now)) + 2); break;
            case 4: Now += chance.Below(50 * (next - Now)); break;
            case 6 when instants.Count > 0: Beside(chance.Of(instants)); break;
            default: Now += chance.Below(3_600 * subject.UnitsPerSecond); break;
        }
        instants.RemoveAll(i => i < Now);
        if (Now != before ? chance.Percent(60) : chance.Percent(5)) Block += chance.Percent(95) ? 1 : chance.Below(20UL);
        return Now >= timer && Now != before;
    }

    /// <summary>To the next timer.</summary>
    public void Strike() => Beside(trial.Market.Timers.Next ?? 0);

    /// <summary>To an instant that somebody has in mind, or one unit beside it; not where that is years away.</summary>
    void Beside(ulong instant)
    {
        const ulong near = 90 * 86_400;
        if (instant > Now && instant - Now <= near * subject.UnitsPerSecond) Now = ulong.Max(Now, instant - 1 + chance.Below(3UL));
    }

    /// <summary>The nearest instant ahead at which something happens; some seconds away where nothing is near.</summary>
    ulong Nearest(List<Waiting> waiting, List<ulong> instants, ulong timer)
    {
        ulong far = Now + (3_600 * subject.UnitsPerSecond);
        ulong next = instants.Concat(waiting.Select(w => w.At)).Append(timer).Where(i => i > Now).DefaultIfEmpty(far).Min();
        return next < far ? next : Now + (10 * subject.UnitsPerSecond);
    }
}
