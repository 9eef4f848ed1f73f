namespace Vendue.Kernel;

/// <summary>Where a program's verifying key comes from.</summary>
public enum Provenance : byte
{
    /// <summary>Nobody has said.</summary>
    Unstated,
    /// <summary>A development setup: whoever knows its seed can forge proofs.</summary>
    Development,
    /// <summary>A ceremony of several parties, sound if one of them was honest.</summary>
    Ceremony,
    /// <summary>A proof system without secrets in its setup.</summary>
    Transparent,
}

/// <summary>The registrar states where a program's verifying key comes from.</summary>
/// <param name="Program">The program, by the hash of its verifying key.</param>
/// <param name="Provenance">Where it comes from.</param>
/// <param name="Evidence">The SHA-256 of what shows it, such as a ceremony's transcript; zero for nothing.</param>
[Action(23, "state-program", "The registrar states where a program's verifying key comes from.")]
public readonly record struct StateProgram(Hash32 Program, Provenance Provenance, Hash32 Evidence);

/// <summary>The registrar revokes a verifying key.</summary>
/// <param name="Program">The program.</param>
[Action(24, "revoke-program", "The registrar revokes a verifying key: open requests for it are voided, all that was held for them returns, and nobody is slashed.")]
public readonly record struct RevokeProgram(Hash32 Program);

/// <summary>The provenance of a program was stated.</summary>
[Event(24, "program-stated")]
public readonly record struct ProgramStated(Hash32 Program, Provenance Provenance, Hash32 Evidence);

/// <summary>A verifying key was revoked.</summary>
/// <param name="Program">The program.</param>
/// <param name="Voided">How many open requests ended by it.</param>
/// <param name="Left">How many go on, because their mechanism cannot let go of them.</param>
[Event(25, "program-revoked")]
public readonly record struct ProgramRevoked(Hash32 Program, uint Voided, uint Left);

/// <summary>What the registrar stated of a program.</summary>
/// <param name="Program">The program.</param>
/// <param name="Provenance">Where its verifying key comes from.</param>
/// <param name="Evidence">The SHA-256 of what shows it.</param>
/// <param name="Revoked">Whether it was revoked.</param>
public readonly record struct ProgramStanding(Hash32 Program, Provenance Provenance, Hash32 Evidence, bool Revoked);

/// <summary>What is known of the programs: provenance, and whether their verifying key still counts.</summary>
public sealed class Programs
{
    /// <summary>The office of who states it.</summary>
    public static readonly Name Registrar = "registrar";

    static readonly Name RevokedReason = "program-revoked";

    readonly Market market;
    readonly Table<ProgramStanding> rows;
    readonly UniqueIndex<Hash32, ProgramStanding> byProgram;

    internal Programs(Market market, Genesis genesis)
    {
        this.market = market;
        rows = market.Table<ProgramStanding>("programs", (int)genesis.Limits.Programs);
        byProgram = rows.IndexBy(r => r.Program);
        market.On<StateProgram>(State);
        market.On<RevokeProgram>(Revoke);
    }

    /// <summary>What was stated of a program; nothing, where nobody said anything.</summary>
    public ProgramStanding this[Hash32 program] => byProgram.TryFind(program, out var row) ? rows[row] : new ProgramStanding(program, Provenance.Unstated, default, false);

    Outcome State(in Call call, in StateProgram action)
    {
        if (!market.Holds(Registrar, call.Sender)) return Refused.NotAuthorised;
        if (Keep(this[action.Program] with { Provenance = action.Provenance, Evidence = action.Evidence }) is { IsRefused: true } full) return full;
        market.Emit(new ProgramStated(action.Program, action.Provenance, action.Evidence));
        return Outcome.Applied;
    }

    /// <summary>Costs one look at each open request: a rare word of the market's own registrar, and half a revocation would let deadlines slash meanwhile.</summary>
    Outcome Revoke(in Call call, in RevokeProgram action)
    {
        if (!market.Holds(Registrar, call.Sender)) return Refused.NotAuthorised;
        if (this[action.Program].Revoked) return Refused.ProgramRevoked;
        if (Keep(this[action.Program] with { Revoked = true }) is { IsRefused: true } full) return full;
        uint voided = 0, left = 0;
        foreach (var request in market.Requests)
        {
            if (market.Requests.StatementOf(request).Program != action.Program) continue;
            if (Void(request)) voided++;
            else left++;
        }
        market.Emit(new ProgramRevoked(action.Program, voided, left));
        return left == 0 ? Outcome.Applied : Refused.CannotDrop.Mark();
    }

    bool Void(Handle<Request> request)
    {
        if (!market.MechanismAt(market.Requests[request].Slot).Drop(request)) return false;
        foreach (var holding in market.Ledger.HoldingsOf(request)) market.Ledger.CloseHolding(holding, RevokedReason);
        market.Requests.End(request, Ending.Voided);
        return true;
    }

    Outcome Keep(in ProgramStanding standing)
    {
        if (byProgram.TryFind(standing.Program, out var row)) rows.Write(row, standing);
        else if (!rows.TryAdd(standing, out _)) return rows.Full;
        return Outcome.Applied;
    }
}
