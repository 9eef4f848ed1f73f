namespace Vendue.Kernel.Tests;

/// <summary>Verifying keys: where they come from, and what their revocation does.</summary>
public sealed class ProgramTests
{
    static readonly Hash32 Broken = TrialMarket.Id("broken"), Sound = TrialMarket.Id("sound");

    readonly TrialMarket trial = new(TrialMarket.Standard with { Authorities = [.. TrialMarket.Standard.Authorities, new(Programs.Registrar, "office")] }, "alice", "peggy");

    [Fact]
    public void Provenance_is_what_the_registrar_stated_last()
    {
        trial.Market.Programs[Broken].ShouldBe(new ProgramStanding(Broken, Provenance.Unstated, default, false));
        trial.Do("alice", new StateProgram(Broken, Provenance.Ceremony, Sound)).Code.ShouldBe("not-authorised");
        trial.Do("office", new StateProgram(Broken, Provenance.Development, default)).IsApplied.ShouldBeTrue();
        trial.Do("office", new StateProgram(Broken, Provenance.Ceremony, Sound)).IsApplied.ShouldBeTrue();
        trial.Market.Programs[Broken].ShouldBe(new ProgramStanding(Broken, Provenance.Ceremony, Sound, false));
    }

    [Fact]
    public void A_revoked_key_voids_the_open_requests_for_it_returns_all_that_was_held_and_slashes_nobody()
    {
        Ask("assigned", Broken);
        Ask("unassigned", Broken);
        Ask("sound", Sound);
        trial.Do("peggy", new Take(TrialMarket.Id("assigned"), 70, 20)).IsApplied.ShouldBeTrue();
        trial.Do("peggy", new Take(TrialMarket.Id("sound"), 30, 90)).IsApplied.ShouldBeTrue();
        trial.Do("alice", new RevokeProgram(Broken)).Code.ShouldBe("not-authorised");
        trial.Do("office", new RevokeProgram(Broken)).IsApplied.ShouldBeTrue();
        trial.Market.Events.OfType<ProgramRevoked>().ShouldBe([new ProgramRevoked(Broken, 2, 0)]);
        trial.Market.Events.OfType<RequestEnded>().Select(e => e.Ending).ShouldBe([Ending.Voided, Ending.Voided]);
        trial.Market.Events.OfType<SlashedEvent>().ShouldBeEmpty();
        trial.Market.Requests.Count.ShouldBe(1);
        (trial.Free("alice"), trial.Free("peggy")).ShouldBe((900, 970));
        trial.Tick(50);
        trial.Market.Events.OfType<SlashedEvent>().ShouldBeEmpty();
        trial.Market.Ledger.Sum(new Asset(0)).ShouldBe(0);

        trial.Do("alice", new Post(TrialMarket.Id("again"), 1, 90, new Statement { Program = Broken })).Code.ShouldBe("program-revoked");
        trial.Do("office", new RevokeProgram(Broken)).Code.ShouldBe("program-revoked");
    }

    [Fact]
    public void Requests_that_the_mechanism_cannot_let_go_of_are_told_and_go_on()
    {
        Ask("kept", Broken);
        trial.Mechanism.LetsGo = false;
        var outcome = trial.Do("office", new RevokeProgram(Broken));
        (outcome.Kind, outcome.Code).ShouldBe((OutcomeKind.Marked, "cannot-drop"));
        trial.Market.Events.OfType<ProgramRevoked>().ShouldBe([new ProgramRevoked(Broken, 0, 1)]);
        trial.Market.Requests.Count.ShouldBe(1);
    }

    void Ask(string id, Hash32 program) => trial.Do("alice", new Post(TrialMarket.Id(id), 100, 95, new Statement { Program = program })).IsApplied.ShouldBeTrue();
}
