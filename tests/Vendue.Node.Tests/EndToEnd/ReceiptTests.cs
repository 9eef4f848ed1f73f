using Vendue.Mechanisms.BoundlessMarket;
using Vendue.Node.Tests.Running;
using Vendue.Proofs.Groth16;
using Vendue.Proofs.Tests.ZkVms;
using Vendue.Proofs.ZkVms;

namespace Vendue.Node.Tests.EndToEnd;

/// <summary>Requests for programs of zkVMs, settled on their receipts.</summary>
public sealed class ReceiptTests
{
    const uint Price = 1_000;
    static readonly byte[] Id = [.. Enumerable.Range(1, 32).Select(i => (byte)i)];

    [Theory]
    [InlineData("risc0-groth16", "3.0")]
    [InlineData("sp1-groth16", "6.1.0")]
    public async Task A_real_receipt_of_the_program_asked_for_is_paid_and_one_of_other_public_values_is_not(string system, string release)
    {
        PublicReceipt.Require();
        var receipt = PublicReceipt.Genuine.First(r => (r.System, r.Release) == (system, release));
        var (program, values, proof) = receipt.Read();
        await using var market = await LiveMarket.StartAsync();
        var requester = await market.ClientAsync(await market.AccountAsync());
        var prover = await market.ClientAsync(await market.AccountAsync());
        var (request, digest) = await AskAsync(market, requester, receipt.ReceiptSystem, program);
        (await prover.SendAsync(new LockRequest(request, digest))).ThrowIfRefused();
        var stored = await prover.PutBlobAsync(proof);

        byte[] other = [.. values];
        other[0] ^= 1;
        (await prover.SendAsync(new Deliver([new Fill(request, digest, Priced: false, new Bytes(other), stored)]))).Outcome.ShouldNotBe(OutcomeKind.Applied);
        (await BalanceAsync(market, prover)).ShouldBe((Int128)LiveMarket.Plenty);

        (await prover.SendAsync(new Deliver([new Fill(request, digest, Priced: false, new Bytes(values), stored)]))).IsApplied.ShouldBeTrue();
        (await BalanceAsync(market, prover)).ShouldBe((Int128)LiveMarket.Plenty + Price);
        (await BalanceAsync(market, requester)).ShouldBe((Int128)LiveMarket.Plenty - Price);
        (await requester.GetBooksAsync()).Conserved.ShouldBeTrue();
        await market.StopAsync();
        (await market.AuditAsync()).Findings.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("risc0-groth16", "3.0")]
    [InlineData("sp1-groth16", "5.0.0")]
    public async Task A_forged_receipt_earns_nothing(string system, string release)
    {
        await using var market = await LiveMarket.StartAsync();
        var requester = await market.ClientAsync(await market.AccountAsync());
        var forger = await market.ClientAsync(await market.AccountAsync());
        var zkVm = Proofs.ProofSystems.All.OfType<ReceiptSystem>().Single(s => s.Name == system);
        var (request, digest) = await AskAsync(market, requester, zkVm, Id);
        (await forger.SendAsync(new LockRequest(request, digest))).ThrowIfRefused();
        var verifier = zkVm.Named(release);
        byte[] forged = [.. verifier.Selector, .. new Groth16Proof(verifier.Key.Alpha, verifier.Key.Beta, verifier.Key.Alpha).ToBytes()];
        var answer = await forger.SendAsync(new Deliver([new Fill(request, digest, Priced: false, default, await forger.PutBlobAsync(forged))]));
        answer.Outcome.ShouldNotBe(OutcomeKind.Applied);
        (await BalanceAsync(market, forger)).ShouldBe((Int128)LiveMarket.Plenty);
        await market.StopAsync();
        (await market.AuditAsync()).Findings.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_program_is_registered_with_known_releases_only_and_stays_so_over_a_restart()
    {
        await using var market = await LiveMarket.StartAsync();
        var client = await market.ClientAsync();
        var pinned = ReceiptProgram.Of(new Sp1Groth16(), Id);
        var program = await client.PutProgramAsync(pinned.ToBytes());
        program.ShouldBe(new Hash32(pinned.Hash()));
        byte[] unknown = pinned.ToBytes();
        unknown[^1] ^= 1;
        (await Should.ThrowAsync<MarketClientException>(() => client.PutProgramAsync(unknown))).Code.ShouldBe("verifier-unknown");
        await market.RestartAsync();
        (await (await market.ClientAsync()).GetProgramAsync(program)).ShouldBe(pinned.ToBytes());
    }

    /// <summary>Asks for any run of a program, at a fixed price.</summary>
    static async Task<(Hash32 Request, Hash32 Digest)> AskAsync(LiveMarket market, MarketClient requester, ReceiptSystem system, byte[] id)
    {
        var statement = new Statement
        {
            System = system.Name,
            Version = (ushort)system.Version,
            Program = await requester.PutProgramAsync(ReceiptProgram.Of(system, id).ToBytes()),
            Input = await requester.PutBlobAsync("an input"u8.ToArray()),
            WorkUnit = "cycles",
            Work = 1 << 20,
        };
        var custodian = await market.ClientAsync(market.Node.Keys.Custodian, firstLane: 3);
        (await custodian.SendAsync(new StateProgram(statement.Program, Provenance.Ceremony, default))).ThrowIfRefused();
        var action = new RequestProof(1, statement, new Offer(Price, Price, (await requester.GetMarketAsync()).Now, 0, 600_000, 1_200_000, 500));
        (await requester.SendAsync(action)).ThrowIfRefused();
        var request = RequestId.Of(requester.Signer!.Account, action.Index);
        return (request, Boundless.DigestOf(request, action.Statement, action.Offer));
    }

    static async Task<Int128> BalanceAsync(LiveMarket market, MarketClient client) =>
        (await client.GetAccountAsync(client.Signer!.Account)).ShouldNotBeNull().Balances[market.Node.Host.Genesis.Assets[0].ToString()];
}
