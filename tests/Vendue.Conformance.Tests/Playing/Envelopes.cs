using Vendue.Conformance.Tests.Generating;

namespace Vendue.Conformance.Tests.Playing;

/// <summary>Puts an action into a command: verdicts, nonces, keys, expiries, draws; right ones for the honest, any for others.</summary>
sealed class Envelopes(Trial trial, Chance chance, KernelMoves kernel)
{
    readonly Dictionary<(Name, ushort), ulong> nonces = [];

    /// <summary>The requests that an action brings proofs for, each once.</summary>
    public IReadOnlyList<Hash32> RequestsProvenBy(Intent intent) => Safely(() => Claims.RequestsIn(trial.Market, intent));

    public Act Dress(Intent intent, ulong now, ulong block, bool honest)
    {
        if (!honest && chance.Percent(3)) now -= ulong.Min(now, chance.Below(5_000UL));
        if (!honest && chance.Percent(3)) block -= ulong.Min(block, chance.Below(3UL));
        var mode = (TwinMode)chance.Weighted([46, 46, 4, 4]);
        var act = new Act(now, block, intent.Sender, intent.Tag, intent.Body, mode)
        {
            Receipt = !intent.Receipt.IsZero || honest ? intent.Receipt : chance.Percent(5) ? chance.Hash() : default,
            Verdicts = Verdicts(Safely(() => trial.Market.ClaimsIn(intent.Tag, intent.Body)), honest),
            Draws = chance.Percent(4) ? [.. Enumerable.Range(0, 1 + chance.Below(3)).Select(_ => chance.Percent(70) ? chance.Hash() : default)] : [],
            Expires = chance.Percent(90) ? 0 : honest ? now + 1_000 : chance.Below(2 * now),
        };
        if (chance.Percent(15)) act = WithNonce(act, honest);
        if (chance.Percent(honest ? 4u : 12u) && kernel.KeysOf(intent.Sender).ToArray() is { Length: > 0 } keys) act = act with { Key = chance.Of(keys) };
        else if (!honest && chance.Percent(2)) act = act with { Key = chance.Hash() };
        return act;
    }

    Act WithNonce(Act act, bool honest)
    {
        ushort lane = (ushort)chance.Below(honest ? 2 : 70_000);
        ulong last = nonces.GetValueOrDefault((act.Sender, lane));
        ulong nonce = honest || chance.Percent(50) ? last + 1 + chance.Below(3UL) : chance.Below(last + 1);
        nonces[(act.Sender, lane)] = ulong.Max(last, nonce);
        return act with { Lane = lane, Nonce = nonce };
    }

    Verdict[] Verdicts(IReadOnlyList<Claim> claims, bool honest)
    {
        if (claims.Count == 0) return honest || chance.Percent(95) ? [] : [Verdict.Valid];
        var found = claims.Select(claim => claim is WitnessClaim && chance.Percent(60) ? Verdict.Unexecutable : chance.Percent(honest ? 95u : 70u) ? Verdict.Valid : chance.Of(Enum.GetValues<Verdict>())).ToList();
        if (!honest && chance.Percent(30)) found.RemoveAt(chance.Below(found.Count));
        if (!honest && chance.Percent(30)) found.Add(chance.Of(Enum.GetValues<Verdict>()));
        return [.. found];
    }

    /// <summary>What is read from an action; nothing where reading fails, which the trial will find and tell.</summary>
    static IReadOnlyList<T> Safely<T>(Func<IReadOnlyList<T>> read)
    {
        try
        {
            return read();
        }
        catch (Exception failed) when (failed is not Violation)
        {
            return [];
        }
    }
}
