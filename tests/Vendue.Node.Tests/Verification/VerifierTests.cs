using System.Collections.Concurrent;
using Vendue.Node.Storage;
using Vendue.Node.Tests.Running;
using Vendue.Node.Verification;
using Vendue.Proofs;
using Vendue.Proofs.Groth16;
using Vendue.Proofs.Witnesses;

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
    public async Task A_witness_process_that_fails_gives_no_verdict_though_a_damaged_generator_does()
    {
        var blobs = new BlobStore(folder.Of("blobs"), 1_000, 10_000);
        var programs = new ProgramStore(folder.Of("programs"));
        var claim = new WitnessClaim(default, await blobs.PutAsync("no module"u8.ToArray(), CancellationToken.None), await blobs.PutAsync("{}"u8.ToArray(), CancellationToken.None));
        await using var lost = new Verifier(programs, blobs, [], () => default, 1, 5, new WitnessProcess("/no/such/program"));
        (await Should.ThrowAsync<WitnessException>(() => lost.JudgeAsync(claim, CancellationToken.None))).Code.ShouldBe(WitnessErrors.Crashed);
        await using var verifier = new Verifier(programs, blobs, [], () => default, 1, 5);
        (await verifier.JudgeAsync(claim, CancellationToken.None)).ShouldBe(Verdict.Unexecutable);
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

    [Fact]
    public async Task Proofs_that_wait_are_checked_together_with_the_verdicts_of_each()
    {
        var (claim, blobs, programs) = await StoredAsync();
        var bad = claim with { Proof = await blobs.PutAsync(new byte[] { 0 }, CancellationToken.None) };
        var unknown = claim with { System = "other" };
        using var gate = new ManualResetEventSlim();
        var system = new Gated(gate);
        await using var verifier = new Verifier(programs, blobs, [system], () => default, 1, 200);
        var first = TakeAsync(verifier, [claim]);
        system.Entered.Wait();
        List<Task<Verdict[]?>> later = [.. Enumerable.Range(0, 100).Select(i => TakeAsync(verifier, i % 3 == 0 ? [bad] : i % 7 == 0 ? [claim, unknown, bad] : [claim]))];
        gate.Set();
        (await first).ShouldBe([Verdict.Valid]);
        for (int i = 0; i < later.Count; i++)
            (await later[i]).ShouldBe(i % 3 == 0 ? [Verdict.Invalid] : i % 7 == 0 ? [Verdict.Valid, Verdict.Invalid, Verdict.Invalid] : [Verdict.Valid]);
        system.Batches.ShouldAllBe(size => size <= Verifier.LargestBatch);
        system.Batches.Sum().ShouldBe(110);
        system.Batches.ShouldContain(Verifier.LargestBatch);
    }

    [Fact]
    public async Task A_witness_among_proofs_that_wait_keeps_its_place_and_its_own_verdict()
    {
        var (claim, blobs, programs) = await StoredAsync();
        using var gate = new ManualResetEventSlim();
        var system = new Gated(gate);
        await using var verifier = new Verifier(programs, blobs, [system], () => default, 1, 200);
        var first = TakeAsync(verifier, [claim]);
        system.Entered.Wait();
        List<Task<Verdict[]?>> later = [.. Enumerable.Range(0, 9).Select(i => TakeAsync(verifier, i == 4 ? [claim, new WitnessClaim(default, default, default)] : [claim]))];
        gate.Set();
        (await first).ShouldBe([Verdict.Valid]);
        for (int i = 0; i < later.Count; i++)
            (await later[i]).ShouldBe(i == 4 ? null : [Verdict.Valid]);
    }

    [Fact]
    public async Task A_defect_that_one_proof_meets_takes_no_other_command_of_its_batch_along()
    {
        var (claim, blobs, programs) = await StoredAsync();
        var fatal = claim with { Proof = await blobs.PutAsync(new byte[] { 9 }, CancellationToken.None) };
        using var gate = new ManualResetEventSlim();
        var system = new Gated(gate);
        await using var verifier = new Verifier(programs, blobs, [system], () => default, 1, 200);
        var first = TakeAsync(verifier, [claim]);
        system.Entered.Wait();
        List<Task<Verdict[]?>> later = [.. Enumerable.Range(0, 9).Select(i => TakeAsync(verifier, i == 4 ? [fatal] : [claim]))];
        gate.Set();
        (await first).ShouldBe([Verdict.Valid]);
        for (int i = 0; i < later.Count; i++)
            (await later[i]).ShouldBe(i == 4 ? null : [Verdict.Valid]);
    }

    [Fact]
    public async Task A_batch_of_real_proofs_with_a_forged_one_pays_the_honest()
    {
        var blobs = new BlobStore(folder.Of("real-blobs"), 1_000, 100_000);
        var programs = new ProgramStore(folder.Of("real-programs"));
        await programs.PutAsync(circuit.VerifyingKey.ToBytes(), CancellationToken.None);
        var claims = new List<ProofClaim>();
        foreach (int i in Enumerable.Range(0, 10))
        {
            var (proof, values) = circuit.Prove($"statement {i}");
            var stored = await blobs.PutAsync(proof.ToBytes(), CancellationToken.None);
            claims.Add(new ProofClaim(default, circuit.Program, "groth16-bn254", values, stored));
        }
        claims[3] = claims[3] with { Proof = claims[7].Proof };
        await using var verifier = new Verifier(programs, blobs, [new Groth16Bn254()], () => default, 1, 20);
        (await TakeAsync(verifier, claims)).ShouldBe(Enumerable.Range(0, 10).Select(i => i == 3 ? Verdict.Invalid : Verdict.Valid));
        foreach (var claim in claims)
            (await verifier.JudgeAsync(claim, CancellationToken.None)).ShouldBe(claim == claims[3] ? Verdict.Invalid : Verdict.Valid);
    }

    public void Dispose() => folder.Dispose();

    static Task<Verdict[]?> TakeAsync(Verifier verifier, IReadOnlyList<Claim> claims)
    {
        var judged = new TaskCompletionSource<Verdict[]?>(TaskCreationOptions.RunContinuationsAsynchronously);
        verifier.TryTake(claims, judged.SetResult).ShouldBeTrue();
        return judged.Task;
    }

    async Task<(ProofClaim, BlobStore, ProgramStore)> StoredAsync()
    {
        var blobs = new BlobStore(folder.Of("blobs"), 1_000, 10_000);
        var programs = new ProgramStore(folder.Of("programs"));
        await programs.PutAsync(circuit.VerifyingKey.ToBytes(), CancellationToken.None);
        var proof = await blobs.PutAsync(new byte[] { 1 }, CancellationToken.None);
        return (new ProofClaim(default, circuit.Program, "test", default, proof), blobs, programs);
    }

    /// <summary>Waits at its gate; a proof is valid when it is a one, and a nine is more than the system can bear.</summary>
    sealed class Gated(ManualResetEventSlim gate) : TestSystem
    {
        public ManualResetEventSlim Entered { get; } = new();

        public ConcurrentQueue<int> Batches { get; } = new();

        public override ProofVerdict Verify(ReadOnlySpan<byte> verifyingKey, ReadOnlySpan<byte> publicValues, ReadOnlySpan<byte> proof)
        {
            Entered.Set();
            gate.Wait();
            return proof[0] switch { 1 => ProofVerdict.Valid, 9 => throw new InvalidOperationException("a defect"), _ => ProofVerdict.Invalid };
        }

        public override ProofVerdict[] VerifyMany(ReadOnlySpan<ProofCase> cases)
        {
            Batches.Enqueue(cases.Length);
            return base.VerifyMany(cases);
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
