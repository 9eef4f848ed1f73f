using Vendue.Mechanisms.BoundlessMarket;
using Vendue.Node.Tests.Running;

namespace Vendue.Node.Tests.EndToEnd;

/// <summary>Markets settle on proofs of any proof system that the node verifies.</summary>
public sealed class PolynomialSettlementTests
{
    [Theory]
    [InlineData("plonk")]
    [InlineData("fflonk")]
    public async Task A_proof_by_snarkjs_is_paid_for_and_a_damaged_one_is_not(string protocol)
    {
        var made = PolynomialProof.Of(protocol);
        await using var market = await LiveMarket.StartAsync();
        var requester = await market.ClientAsync(await market.AccountAsync());
        var prover = await market.ClientAsync(await market.AccountAsync());
        var (request, digest) = await AskAsync(requester, made);

        var fill = new Fill(request, digest, Priced: true, new Bytes(made.PublicValues), await prover.PutBlobAsync(made.Proof));
        byte[] damaged = [.. made.Proof];
        damaged[^1] ^= 1;
        var promised = (await prover.SendAsync(new Commit(Boundless.CommitmentOf(prover.Signer!.Account, [fill])))).ThrowIfRefused();
        await Waiting.ForBlockAsync(prover, promised.Block + 1);
        (await prover.SendAsync(new Deliver([fill with { Proof = await prover.PutBlobAsync(damaged) }]))).Outcome.ShouldBe(OutcomeKind.Refused);
        (await prover.SendAsync(new Deliver([fill]))).IsApplied.ShouldBeTrue();

        var payment = market.Node.Host.Genesis.Assets[0].ToString();
        (await prover.GetAccountAsync(prover.Signer!.Account))!.Balances[payment].ShouldBe((Int128)LiveMarket.Plenty + 1_000);
        await market.StopAsync();
        (await market.AuditAsync()).IsClean.ShouldBeTrue();
    }

    static async Task<(Hash32 Request, Hash32 Digest)> AskAsync(MarketClient requester, PolynomialProof made)
    {
        var statement = new Statement
        {
            System = made.System,
            Program = await requester.PutProgramAsync(made.Key),
            Input = await requester.PutBlobAsync("{}"u8.ToArray()),
            Predicate = new Predicate(PredicateKind.Exact, new Bytes(made.PublicValues)),
            Work = 64,
        };
        var action = new RequestProof(1, statement, new Offer(1_000, 1_000, (await requester.GetMarketAsync()).Now, 0, 600_000, 1_200_000, 500));
        (await requester.SendAsync(action)).ThrowIfRefused();
        var request = RequestId.Of(requester.Signer!.Account, action.Index);
        return (request, Boundless.DigestOf(request, statement, action.Offer));
    }
}
