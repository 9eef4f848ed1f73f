namespace Vendue.Prover;

/// <summary>What an agent remembers of opportunities that it looked at before, so that it neither acts nor tells twice. Used on one thread.</summary>
sealed class Recollection
{
    const int Kept = 4096;
    const int MostDoublings = 5;

    readonly record struct Key(Hash32 Request, ushort Action);

    readonly Dictionary<Key, ulong> settledUntil = [];
    readonly Dictionary<Key, int> refusals = [];
    readonly Dictionary<Key, (string Why, ulong At)> told = [];

    /// <summary>Acted upon: not to be looked at again before an instant.</summary>
    public void Settled(Opportunity opportunity, ulong until) => settledUntil[KeyOf(opportunity)] = until;

    /// <summary>Refused: not to be tried again for 2 seconds, and twice as long each further time, up to 64: every refusal stands in the journal.</summary>
    public void Refused(Opportunity opportunity, ulong now, ulong unitsPerSecond)
    {
        int before = refusals.GetValueOrDefault(KeyOf(opportunity));
        refusals[KeyOf(opportunity)] = int.Min(before + 1, MostDoublings);
        settledUntil[KeyOf(opportunity)] = now + (unitsPerSecond * (2UL << before));
    }

    public bool HasSettled(Opportunity opportunity, ulong now) => settledUntil.TryGetValue(KeyOf(opportunity), out ulong until) && now < until;

    /// <summary>Whether this was not what was told of the opportunity last.</summary>
    public bool IsNews(Opportunity opportunity, string why, ulong now)
    {
        bool news = !told.TryGetValue(KeyOf(opportunity), out var last) || last.Why != why;
        told[KeyOf(opportunity)] = (why, now);
        return news;
    }

    /// <summary>Forgets what is long past.</summary>
    public void Forget(ulong now)
    {
        if (refusals.Count > Kept) refusals.Clear();
        if (settledUntil.Count > Kept)
            foreach (var key in settledUntil.Where(s => s.Value <= now).Select(s => s.Key).ToList()) settledUntil.Remove(key);
        if (told.Count > Kept)
            foreach (var key in told.OrderBy(t => t.Value.At).Take(told.Count - (Kept / 2)).Select(t => t.Key).ToList()) told.Remove(key);
    }

    static Key KeyOf(Opportunity opportunity) => new(opportunity.Request, opportunity.Action);
}
