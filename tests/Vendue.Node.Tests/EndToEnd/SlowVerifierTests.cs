using Vendue.Mechanisms.BoundlessMarket;
using Vendue.Node.Tests.Running;
using Vendue.Proofs;
using Vendue.Proofs.Groth16;

namespace Vendue.Node.Tests.EndToEnd;

public sealed class SlowVerifierTests(Circuit circuit)
{
    const ulong LockFor = 5_000;

    /// <summary>A verifier that takes as long as the test wants.</summary>
    sealed class Slow(Task gate) : ProofSystem
    {
        readonly Groth16Bn254 real = new();

        public override string Name => real.Name;

        public override int Version => real.Version;

        public override ProofVerdict Verify(ReadOnlySpan<byte> verifyingKey, ReadOnlySpan<byte> publicValues, ReadOnlySpan<byte> proof)
        {
            gate.Wait();
            return real.Verify(verifyingKey, publicValues, proof);
        }
    }

    [Fact]
    public async Task A_proof_received_in_time_is_paid_though_its_verdict_comes_after_every_deadline()
    {
        var gate = new TaskCompletionSource();
        var settings = new MarketSettings { Mechanism = "boundless", Development = true, Time = TimeUnit.Milliseconds, VerdictWait = 600_000 };
        await using var market = await LiveMarket.StartAsync(LiveMarket.Quick with { ProofSystems = [new Slow(gate.Task)] }, settings);
        var requester = await market.ClientAsync(await market.AccountAsync());
        var prover = await market.ClientAsync(await market.AccountAsync());
        var (proof, values) = circuit.Prove("slow");
        var stored = await prover.PutBlobAsync(proof.ToBytes());
        var (request, digest, action) = await LiveMarket.AskAsync(requester, circuit, "slow", lockFor: LockFor);
        (await prover.SendAsync(new LockRequest(request, digest))).ThrowIfRefused();
        var delivered = prover.SendAsync(new Deliver([new Fill(request, digest, Priced: false, values, stored)]));
        await Waiting.ForEventAsync(requester, e => e.Event == "proof-received");

        await Waiting.ForInstantAsync(requester, action.Offer.Deadline + 1);
        (await requester.SendAsync(new Slash(request))).Code.ShouldBe("verdict-pending");
        gate.SetResult();
        (await delivered).IsApplied.ShouldBeTrue();
        (await requester.GetRequestAsync(request))!.State.ShouldBe("settled");
        (await requester.GetAccountAsync(prover.Signer!.Account))!.Balances.ShouldBe(new Dictionary<string, Int128> { ["ETH"] = LiveMarket.Plenty + 1_000, ["ZKC"] = LiveMarket.Plenty }, ignoreOrder: true);
    }
}
