using Vendue.Proofs.Groth16;
using Vendue.Proofs.Statements;
using Vendue.Proofs.Witnesses;
using Wasmtime;

namespace Vendue.Proofs.Tests.Witnesses;

public class HostileGeneratorTests
{
    static Witness Run(byte[] wasm, WitnessLimits? limits = null, CancellationToken cancellation = default)
    {
        using var generator = CircomWitness.Load(wasm, limits);
        return generator.Compute(new WitnessInput(), cancellation);
    }

    static string Refusal(string code, byte[] wasm, WitnessLimits? limits = null)
    {
        var refusal = Should.Throw<WitnessException>(() => Run(wasm, limits));
        refusal.Code.ShouldBe(code);
        return refusal.Message;
    }

    [Fact]
    public void The_honest_version_of_it_runs() => Run(Generators.Make()).Wire(0).ShouldBe(1);

    [Fact]
    public void What_is_no_module_is_refused_before_it_is_compiled()
    {
        Refusal(WitnessErrors.BadModule, []);
        Refusal(WitnessErrors.BadModule, "{}"u8.ToArray());
        Refusal(WitnessErrors.BadModule, "\0asm\u0001\0\0\0\u0009"u8.ToArray());
        Refusal(WitnessErrors.BadModule, Generators.Make()[..^5]);
    }

    [Fact]
    public void Every_cut_of_a_real_generator_is_refused()
    {
        var whole = File.ReadAllBytes(DemoCircuit.SmallChain.WasmPath);
        for (var length = 0; length < whole.Length; length += 1 + (whole.Length / 97))
            Should.Throw<WitnessException>(() => CircomWitness.Load(whole.AsSpan(0, length)).Dispose()).Code.ShouldStartWith("wasm-");
    }

    [Fact]
    public void It_gets_nothing_but_circoms_callbacks()
    {
        var wasi = Module.ConvertText("""(module (import "wasi_snapshot_preview1" "fd_write" (func (param i32 i32 i32 i32) (result i32))))""");
        Refusal(WitnessErrors.ForeignImport, wasi).ShouldContain("fd_write");
        var memory = Module.ConvertText("""(module (import "runtime" "showSharedRWMemory" (memory 1)))""");
        Refusal(WitnessErrors.ForeignImport, memory);
    }

    [Fact]
    public void A_module_that_is_no_generator_is_refused()
    {
        Refusal(WitnessErrors.MissingExport, Module.ConvertText("(module)")).ShouldContain("'init'");
        Refusal(WitnessErrors.MissingExport, Module.ConvertText("""(module (func (export "init") (param i64)))"""));
    }

    [Fact]
    public void An_endless_loop_ends_when_the_fuel_does() =>
        Refusal(WitnessErrors.OutOfFuel, Generators.Make(init: "(loop br 0)"), new WitnessLimits { Fuel = 10_000_000 });

    [Fact]
    public void An_endless_loop_ends_when_time_is_up() =>
        Refusal(WitnessErrors.TimedOut, Generators.Make(init: "(loop br 0)"),
            new WitnessLimits { Fuel = ulong.MaxValue, Time = TimeSpan.FromMilliseconds(20) });

    [Fact]
    public async Task Cancelling_one_run_ends_that_run_and_no_other()
    {
        using var cancelled = new CancellationTokenSource();
        using var other = new CancellationTokenSource();
        var endless = new WitnessLimits { Fuel = ulong.MaxValue };
        var first = Task.Run(() => Run(Generators.Make(init: "(loop br 0)"), endless, cancelled.Token), TestContext.Current.CancellationToken);
        var second = Task.Run(() => Run(Generators.Make(init: "(loop br 0)"), endless, other.Token), TestContext.Current.CancellationToken);
        await cancelled.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(first);
        second.IsCompleted.ShouldBeFalse();
        await other.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(second);
    }

    [Fact]
    public void Growing_beyond_the_memory_limit_fails_inside_the_module() =>
        Refusal(WitnessErrors.Trapped, Generators.Make(init: "i32.const 1000 memory.grow i32.const -1 i32.eq if unreachable end"),
            new WitnessLimits { MemoryBytes = 1 << 20 });

    [Fact]
    public void Memory_that_it_does_not_have_is_not_read()
    {
        Refusal(WitnessErrors.Inconsistent, Generators.Make(start: "i32.const -32"));
        Refusal(WitnessErrors.Inconsistent, Generators.Make(start: "i32.const 65508"));
        Refusal(WitnessErrors.OutOfMemory, Generators.Make(pages: "65536"));
    }

    [Fact]
    public void Sizes_that_it_makes_up_are_checked_before_anything_is_allocated()
    {
        Refusal(WitnessErrors.Inconsistent, Generators.Make(witnessSize: "i32.const -5"));
        Refusal(WitnessErrors.TooManyElements, Generators.Make(witnessSize: "i32.const 0x7fffffff"));
    }

    [Fact]
    public void A_witness_without_the_constant_one_or_with_an_element_not_below_the_prime_is_refused()
    {
        const string prime = "i32.const 0 i32.const 64 i32.const 32 memory.copy";
        const string one = "i32.const 0 i32.const 1 i32.store";
        Run(Generators.Make(witnessSize: "i32.const 2", witness: one)).Count.ShouldBe(2);
        Refusal(WitnessErrors.Inconsistent, Generators.Make(witnessSize: "i32.const 2", witness: $"local.get 0 if {prime} else {one} end"));
        Refusal(WitnessErrors.Inconsistent, Generators.Make(witness: ""));
    }

    [Fact]
    public void A_crash_and_endless_recursion_are_reported()
    {
        Refusal(WitnessErrors.Trapped, Generators.Make(init: "unreachable"));
        Refusal(WitnessErrors.Trapped, Generators.Make(init: "call $deep", extra: "(func $deep call $deep)"));
    }

    [Fact]
    public void An_endless_message_is_cut() =>
        Refusal(WitnessErrors.AssertFailed, Generators.Make(init: "call $print i32.const 4 call $fail")).Length.ShouldBeLessThan(600);
}
