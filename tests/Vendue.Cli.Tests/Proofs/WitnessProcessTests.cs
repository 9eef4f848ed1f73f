using System.Diagnostics;
using Vendue.Cli.Proofs;
using Vendue.Proofs.Groth16;
using Vendue.Proofs.Statements;
using Vendue.Proofs.Tests.Witnesses;
using Vendue.Proofs.Witnesses;

namespace Vendue.Cli.Tests.Proofs;

/// <summary>Strangers' witness generators in processes of their own, by the real command.</summary>
public sealed class WitnessProcessTests
{
    static readonly WitnessLimits endless = new() { Fuel = ulong.MaxValue, Time = TimeSpan.FromMinutes(5) };
    static readonly byte[] loop = Generators.Make(init: "(loop br 0)");

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    static WitnessProcess Runner(Action<int>? started = null, long memoryBytes = 1L << 30) =>
        new(WitnessChild.Program, WitnessWorker.Argument) { Started = started, MemoryBytes = memoryBytes };

    static async Task<string> RefusalAsync(Task<Witness> run) => (await Should.ThrowAsync<WitnessException>(run)).Code;

    [Fact]
    public async Task The_witness_is_the_one_that_this_process_computes()
    {
        byte[] generator = File.ReadAllBytes(DemoCircuit.SmallChain.WasmPath);
        var input = new WitnessInput().Set("start", 5).Set("prover", -7);
        Witness there = await Runner().ComputeAsync(generator, input, WitnessLimits.Default, Cancellation);
        Witness here = await new InProcessWitnesses().ComputeAsync(generator, input, WitnessLimits.Default, Cancellation);
        there.Values.ToArray().ShouldBe(here.Values.ToArray());
    }

    [Fact]
    public async Task Refusals_are_those_of_this_process_by_code_and_sentence()
    {
        byte[] generator = File.ReadAllBytes(DemoCircuit.SmallChain.WasmPath);
        var cases = new (byte[] Generator, WitnessInput Input, WitnessLimits Limits)[]
        {
            (generator, new WitnessInput().Set("start", 5), WitnessLimits.Default),
            (generator, new WitnessInput().Set("start", 5).Set("prover", 7).Set("extra\n", 7), WitnessLimits.Default),
            (generator, new WitnessInput().Set("start", 5).Set("prover", 7), new WitnessLimits { Fuel = 1000 }),
            (generator, new WitnessInput().Set("start", 5).Set("prover", 7), new WitnessLimits { Elements = 10 }),
            (generator, new WitnessInput().Set("start", 5).Set("prover", 7), new WitnessLimits { ModuleBytes = 10 }),
            ("\0asm"u8.ToArray(), new WitnessInput(), WitnessLimits.Default),
            (Generators.Make(init: "unreachable"), new WitnessInput(), WitnessLimits.Default),
            (Generators.Make(init: "call $print i32.const 4 call $fail"), new WitnessInput(), WitnessLimits.Default),
        };
        foreach (var (module, input, limits) in cases)
        {
            var here = await Should.ThrowAsync<WitnessException>(new InProcessWitnesses().ComputeAsync(module, input, limits, Cancellation));
            var there = await Should.ThrowAsync<WitnessException>(Runner().ComputeAsync(module, input, limits, Cancellation));
            (there.Code, there.Message).ShouldBe((here.Code, here.Message));
        }
    }

    [Fact]
    public async Task Cancelling_ends_the_process()
    {
        using var cancelled = new CancellationTokenSource();
        var started = new TaskCompletionSource<int>(TaskCreationOptions.RunContinuationsAsynchronously);
        var run = Runner(started.SetResult).ComputeAsync(loop, new WitnessInput(), endless, cancelled.Token);
        int child = await started.Task;
        await cancelled.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(run);
        Should.Throw<ArgumentException>(() => Process.GetProcessById(child));
    }

    [Fact]
    public async Task A_process_that_is_killed_from_outside_is_a_refusal_that_no_verdict_rests_on()
    {
        string code = await RefusalAsync(Runner(id => Process.GetProcessById(id).Kill()).ComputeAsync(loop, new WitnessInput(), endless, Cancellation));
        code.ShouldBe(WitnessErrors.Crashed);
        WitnessErrors.IsOfTheMachine(code).ShouldBeTrue();
    }

    [Fact]
    public async Task Time_ends_it_and_what_it_compiles()
    {
        var started = new List<int>();
        (await RefusalAsync(Runner(started.Add).ComputeAsync(loop, new WitnessInput(), endless with { Time = TimeSpan.FromMilliseconds(300) }, Cancellation)))
            .ShouldBe(WitnessErrors.TimedOut);

        // Blocks in blocks cost the compiler the square of their number: these would take minutes, and nothing stops it in this process.
        const int deep = 60_000;
        byte[] bomb = Generators.Make(extra: $"(func (local i32) {string.Concat(Enumerable.Repeat("(if (local.get 0) (then ", deep))}{new string(')', 2 * deep)})");
        (await RefusalAsync(Runner(started.Add).ComputeAsync(bomb, new WitnessInput(), endless with { Time = TimeSpan.FromSeconds(2) }, Cancellation)))
            .ShouldBe(WitnessErrors.TimedOut);
        foreach (int child in started) Should.Throw<ArgumentException>(() => Process.GetProcessById(child));
    }

    [Fact]
    public async Task Too_much_memory_ends_it() =>
        (await RefusalAsync(Runner(memoryBytes: 0).ComputeAsync(loop, new WitnessInput(), endless with { MemoryBytes = 1 << 16 }, Cancellation)))
            .ShouldBe(WitnessErrors.ProcessOutOfMemory);

    [Fact]
    public async Task A_program_that_is_not_there_or_is_no_worker_is_a_crash()
    {
        (await RefusalAsync(new WitnessProcess("/no/such/program").ComputeAsync(loop, new WitnessInput(), endless, Cancellation))).ShouldBe(WitnessErrors.Crashed);
        (await RefusalAsync(new WitnessProcess(WitnessChild.Program, "--help").ComputeAsync(loop, new WitnessInput(), endless, Cancellation))).ShouldBe(WitnessErrors.Crashed);
    }

    [Fact]
    public async Task A_spare_process_is_ready_for_the_generator_that_ran_last_and_each_computes_one_witness()
    {
        byte[] generator = File.ReadAllBytes(DemoCircuit.SmallChain.WasmPath);
        var input = new WitnessInput().Set("start", 5).Set("prover", -7);
        Witness here = await new InProcessWitnesses().ComputeAsync(generator, input, WitnessLimits.Default, Cancellation);
        var started = new List<int>();
        using (var spare = new SpareWitnessProcess(Runner(started.Add)))
        {
            for (int run = 1; run <= 3; run++)
            {
                Witness there = await spare.ComputeAsync(generator, input, WitnessLimits.Default, Cancellation);
                there.Values.ToArray().ShouldBe(here.Values.ToArray());
                started.Count.ShouldBe(run + 1);
                foreach (int ended in started.SkipLast(1)) Should.Throw<ArgumentException>(() => Process.GetProcessById(ended));
            }

            (await RefusalAsync(spare.ComputeAsync(Generators.Make(init: "unreachable"), new WitnessInput(), WitnessLimits.Default, Cancellation))).ShouldBe(WitnessErrors.Trapped);
            started.Count.ShouldBe(5);
            Process.GetProcessById(started[3]).HasExited.ShouldBeFalse();
        }
        foreach (int child in started) Should.Throw<ArgumentException>(() => Process.GetProcessById(child));
    }

    [Fact]
    public async Task A_spare_process_that_was_killed_while_it_waited_is_replaced()
    {
        byte[] generator = File.ReadAllBytes(DemoCircuit.SmallChain.WasmPath);
        var input = new WitnessInput().Set("start", 5).Set("prover", -7);
        var started = new List<int>();
        using var spare = new SpareWitnessProcess(Runner(started.Add));
        Witness first = await spare.ComputeAsync(generator, input, WitnessLimits.Default, Cancellation);
        using (var waiting = Process.GetProcessById(started[1]))
        {
            waiting.Kill();
            await waiting.WaitForExitAsync(Cancellation);
        }
        Witness second = await spare.ComputeAsync(generator, input, WitnessLimits.Default, Cancellation);
        second.Values.ToArray().ShouldBe(first.Values.ToArray());
        started.Count.ShouldBe(4);
    }
}
