using Vendue.Mechanisms.BoundlessMarket;
using Vendue.Node.Tests.Running;

namespace Vendue.Node.Tests.EndToEnd;

public sealed class RevocationTests(Circuit circuit)
{
    [Fact]
    public async Task A_revoked_verifying_key_frees_who_was_bound_to_prove_under_it()
    {
        await using var market = await LiveMarket.StartAsync();
        var requester = await market.ClientAsync(await market.AccountAsync());
        var prover = await market.ClientAsync(await market.AccountAsync());
        var registrar = await market.ClientAsync(market.Node.Keys.Custodian, firstLane: 3);
        var (request, digest, _) = await LiveMarket.AskAsync(requester, circuit, "revoked");
        (await prover.SendAsync(new LockRequest(request, digest))).ThrowIfRefused();
        (await registrar.SendAsync(new StateProgram(circuit.Program, Provenance.Development, default))).ThrowIfRefused();
        (await registrar.SendAsync(new RevokeProgram(circuit.Program))).IsApplied.ShouldBeTrue();
        foreach (var client in (MarketClient[])[requester, prover])
        {
            var view = (await client.GetAccountAsync(client.Signer!.Account)).ShouldNotBeNull();
            view.Balances.Values.ShouldAllBe(free => free == LiveMarket.Plenty);
            view.Held.Values.ShouldAllBe(held => held == 0);
        }
        (await requester.GetProgramStandingAsync(circuit.Program)).ShouldBe(new ProgramView(circuit.Program, Provenance.Development, default, true));
        (await requester.GetRequestAsync(request)).ShouldNotBeNull().State.ShouldBe("voided");
        (await requester.SendAsync(await LiveMarket.ActionAsync(requester, circuit, "another"))).Code.ShouldBe("program-revoked");
        await market.StopAsync();
        (await market.AuditAsync()).Findings.ShouldBeEmpty();
    }
}
