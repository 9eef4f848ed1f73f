using Vendue.Node.Storage;
using Vendue.Node.Tests.Running;
using Vendue.Node.Verification;
using Vendue.Proofs;

namespace Vendue.Node.Tests.Verification;

public sealed class VerifierTests(Circuit circuit) : IDisposable
{
    readonly TemporaryFolder folder = new();

    [Fact]
    public async Task Verdicts_come_in_order_of_arrival_and_what_is_beyond_the_capacity_is_turned_away()
    {
        var (claim, blobs, programs) = await StoredAsync();
        using var gate = new ManualResetEventSlim();
        await using var verifier = new Verifier(programs, blobs, [new Gated(gate)], () => default, 3, 5);
        var order = new List<int>();
        var done = new TaskCompletionSource();
        for (int i = 0; i < 5; i++)
        {
            int number = i;
            verifier.TryTake([claim], verdicts =>
            {
                verdicts.ShouldBe([Verdict.Valid]);
                order.Add(number);
                if (order.Count == 5) done.SetResult();
            }).ShouldBeTrue();
        }
        verifier.TryTake([claim], _ => { }).ShouldBeFalse();
        gate.Set();
        await done.Task;
        order.ShouldBe([0, 1, 2, 3, 4]);
    }

    [Fact]
    public async Task A_proof_system_that_throws_gives_no_verdict_and_the_next_proof_is_judged()
    {
        var (claim, blobs, programs) = await StoredAsync();
        await using var verifier = new Verifier(programs, blobs, [new Throwing()], () => default, 1, 5);
        foreach (var _ in Enumerable.Range(0, 3))
        {
            var judged = new TaskCompletionSource<Verdict[]?>();
            verifier.TryTake([claim], judged.SetResult).ShouldBeTrue();
            (await judged.Task).ShouldBeNull();
        }
    }

    [Fact]
    public async Task A_proof_of_a_system_or_program_that_is_not_known_is_invalid()
    {
        var (claim, blobs, programs) = await StoredAsync();
        await using var verifier = new Verifier(programs, blobs, [new Throwing()], () => default, 1, 5);
        (await verifier.JudgeAsync(claim with { System = "other" }, CancellationToken.None)).ShouldBe(Verdict.Invalid);
        (await verifier.JudgeAsync(claim with { Program = default }, CancellationToken.None)).ShouldBe(Verdict.Invalid);
        (await verifier.JudgeAsync(claim with { Proof = default }, CancellationToken.None)).ShouldBe(Verdict.Invalid);
    }

    [Theory]
    [InlineData("plonk")]
    [InlineData("fflonk")]
    public async Task Proofs_by_snarkjs_of_other_systems_are_judged_under_their_registered_keys(string protocol)
    {
        var (system, key, proof, values) = PolynomialProof.Of(protocol);
        var blobs = new BlobStore(folder.Of("blobs"), 1_000, 10_000);
        var programs = new ProgramStore(folder.Of("programs"));
        var claim = new ProofClaim(default, await programs.PutAsync(key, CancellationToken.None), (Name)system, new Bytes(values), await blobs.PutAsync(proof, CancellationToken.None));
        await using var verifier = new Verifier(new ProgramStore(folder.Of("programs")), blobs, new NodeOptions { Folder = folder.Of("node") }.ProofSystems, () => default, 1, 5);
        (await verifier.JudgeAsync(claim, CancellationToken.None)).ShouldBe(Verdict.Valid);
        (await verifier.JudgeAsync(claim with { System = "groth16-bn254" }, CancellationToken.None)).ShouldBe(Verdict.Invalid);
        values[^1] ^= 1;
        (await verifier.JudgeAsync(claim with { PublicValues = new Bytes(values) }, CancellationToken.None)).ShouldBe(Verdict.Invalid);
        (await Should.ThrowAsync<StorageException>(() => programs.PutAsync(key.AsMemory(1), CancellationToken.None))).Code.ShouldBe("not-a-verifying-key");
    }

    public void Dispose() => folder.Dispose();

    async Task<(ProofClaim, BlobStore, ProgramStore)> StoredAsync()
    {
        var blobs = new BlobStore(folder.Of("blobs"), 1_000, 10_000);
        var programs = new ProgramStore(folder.Of("programs"));
        await programs.PutAsync(circuit.VerifyingKey.ToBytes(), CancellationToken.None);
        var proof = await blobs.PutAsync(new byte[] { 1 }, CancellationToken.None);
        return (new ProofClaim(default, circuit.Program, "test", default, proof), blobs, programs);
    }

    sealed class Gated(ManualResetEventSlim gate) : TestSystem
    {
        public override ProofVerdict Verify(ReadOnlySpan<byte> verifyingKey, ReadOnlySpan<byte> publicValues, ReadOnlySpan<byte> proof)
        {
            gate.Wait();
            return ProofVerdict.Valid;
        }
    }

    sealed class Throwing : TestSystem
    {
        public override ProofVerdict Verify(ReadOnlySpan<byte> verifyingKey, ReadOnlySpan<byte> publicValues, ReadOnlySpan<byte> proof) =>
            throw new InvalidOperationException("a defect");
    }

    abstract class TestSystem : ProofSystem
    {
        public override string Name => "test";

        public override int Version => 1;
    }
}
