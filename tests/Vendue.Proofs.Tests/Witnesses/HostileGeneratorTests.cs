using Vendue.Proofs.Groth16;
using Vendue.Proofs.Statements;
using Vendue.Proofs.Witnesses;
using Wasmtime;

namespace Vendue.Proofs.Tests.Witnesses;

public class HostileGeneratorTests
{
    static Witness Run(byte[] wasm, WitnessLimits? limits = null, WitnessInput? input = null, CancellationToken cancellation = default)
    {
        using var generator = CircomWitness.Load(wasm, limits);
        return generator.Compute(input ?? new WitnessInput(), cancellation);
    }

    static string Refusal(string code, byte[] wasm, WitnessLimits? limits = null, WitnessInput? input = null)
    {
        var refusal = Should.Throw<WitnessException>(() => Run(wasm, limits, input: input));
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
        var first = Task.Run(() => Run(Generators.Make(init: "(loop br 0)"), endless, cancellation: cancelled.Token), TestContext.Current.CancellationToken);
        var second = Task.Run(() => Run(Generators.Make(init: "(loop br 0)"), endless, cancellation: other.Token), TestContext.Current.CancellationToken);
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

    [Theory]
    [InlineData("start")]
    [InlineData("init")]
    [InlineData("getSharedRWMemoryStart")]
    [InlineData("getInputSignalSize")]
    [InlineData("setInputSignal")]
    [InlineData("getWitnessSize")]
    [InlineData("getWitness")]
    [InlineData("getMessageChar")]
    public void An_endless_loop_ends_wherever_it_stands(string place)
    {
        const string endless = "(loop br 0)";
        byte[] wasm = place switch
        {
            "start" => Generators.Make(extra: $"(func $s {endless}) (start $s)"),
            "init" => Generators.Make(init: endless),
            "getSharedRWMemoryStart" => Generators.Make(start: $"{endless} i32.const 0"),
            "getInputSignalSize" => WithInput(signalSize: $"{endless} i32.const 1"),
            "setInputSignal" => WithInput(setSignal: endless),
            "getWitnessSize" => Generators.Make(witnessSize: $"{endless} i32.const 1"),
            "getWitness" => Generators.Make(witness: endless),
            _ => Generators.Make(init: "call $print", message: $"{endless} i32.const 0"),
        };
        var input = place is "getInputSignalSize" or "setInputSignal" ? new WitnessInput().Set("a", 1) : new WitnessInput();
        Refusal(WitnessErrors.OutOfFuel, wasm, new WitnessLimits { Fuel = 5_000_000 }, input);
        Refusal(WitnessErrors.TimedOut, wasm, new WitnessLimits { Fuel = ulong.MaxValue, Time = TimeSpan.FromMilliseconds(20) }, input);
    }

    [Fact]
    public async Task A_run_that_is_under_way_ends_when_it_is_cancelled()
    {
        using var cancelled = new CancellationTokenSource();
        var running = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var generator = CircomWitness.Load(Generators.Make(init: "(loop br 0)"), new WitnessLimits { Fuel = ulong.MaxValue, Time = TimeSpan.FromMinutes(10) });
        var run = Task.Run(
            () =>
            {
                running.SetResult();
                return generator.Compute(new WitnessInput(), cancelled.Token);
            },
            TestContext.Current.CancellationToken);
        await running.Task;
        await cancelled.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(run);
    }

    [Fact]
    public void Memory_that_is_too_large_at_the_start_or_by_growth_is_not_had()
    {
        var small = new WitnessLimits { MemoryBytes = 1 << 20 };
        Refusal(WitnessErrors.OutOfMemory, Generators.Make(pages: "17"), small);
        Run(Generators.Make(pages: "16"), small).Count.ShouldBe(1);
        Run(Generators.Make(init: "i32.const 15 memory.grow drop"), small).Count.ShouldBe(1);
        Refusal(WitnessErrors.Trapped, Generators.Make(init: "i32.const 16 memory.grow i32.const -1 i32.eq if unreachable end"), small);
        Refusal(WitnessErrors.Trapped, Generators.Make(init: "i32.const 0x7fffffff memory.grow i32.const -1 i32.eq if unreachable end"), small);
        Refusal(WitnessErrors.OutOfFuel, Generators.Make(init: "(loop i32.const 1 memory.grow drop br 0)"), small with { Fuel = 1_000_000 });
    }

    [Fact]
    public void Tables_are_limited()
    {
        var small = new WitnessLimits { TableElements = 100 };
        Run(Generators.Make(extra: "(table 100 funcref)"), small).Count.ShouldBe(1);
        Refusal(WitnessErrors.OutOfMemory, Generators.Make(extra: "(table 101 funcref)"), small);
        Refusal(WitnessErrors.OutOfMemory, Generators.Make(extra: "(table 4294967295 funcref)"));
    }

    [Theory]
    [InlineData("(import \"wasi_snapshot_preview1\" \"proc_exit\" (func (param i32)))")]
    [InlineData("(import \"wasi_snapshot_preview1\" \"fd_write\" (func (param i32 i32 i32 i32) (result i32)))")]
    [InlineData("(import \"runtime\" \"exceptionHandler\" (global i32))")]
    [InlineData("(import \"runtime\" \"printErrorMessage\" (table 1 funcref))")]
    [InlineData("(import \"env\" \"exceptionHandler\" (func (param i32)))")]
    [InlineData("(import \"runtime\" \"exceptionhandler\" (func (param i32)))")]
    public void Anything_but_circoms_callbacks_is_refused_by_name(string import) =>
        Refusal(WitnessErrors.ForeignImport, Module.ConvertText($"(module {import})"));

    [Fact]
    public void A_callback_of_another_type_is_not_given() => Should.Throw<WitnessException>(
        () => Run(Module.ConvertText("""(module (import "runtime" "exceptionHandler" (func (param i64))))"""))).Code.ShouldStartWith("wasm-");

    [Theory]
    [InlineData("init")]
    [InlineData("getFieldNumLen32")]
    [InlineData("getRawPrime")]
    [InlineData("getSharedRWMemoryStart")]
    [InlineData("getInputSize")]
    [InlineData("getInputSignalSize")]
    [InlineData("setInputSignal")]
    [InlineData("getWitnessSize")]
    [InlineData("getWitness")]
    [InlineData("getMessageChar")]
    [InlineData("memory")]
    public void Each_export_must_be_there_and_be_what_circom_makes_it(string export)
    {
        byte[] wasm = Generators.Make();
        Refusal(WitnessErrors.MissingExport, Renamed(wasm, export)).ShouldContain(export == "memory" ? "memory" : $"'{export}'");
        Refusal(WitnessErrors.MissingExport, Renamed(wasm, export, Generators.Make(extra: "(global (export \"" + Other(export) + "\") i32 (i32.const 0))")));
    }

    [Fact]
    public void Recursion_through_the_hosts_callback_ends_too()
    {
        const string endless = "call $print i32.const 65";
        Refusal(WitnessErrors.Trapped, Generators.Make(init: "call $print", message: endless));
    }

    [Fact]
    public void Complaints_without_end_take_no_memory_without_end()
    {
        byte[] wasm = Generators.Make(init: "(loop call $print br 0)");
        long before = GC.GetAllocatedBytesForCurrentThread();
        Refusal(WitnessErrors.OutOfFuel, wasm, new WitnessLimits { Fuel = 20_000_000 });
        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(2 << 20);
    }

    [Fact]
    public void Shared_memory_may_end_where_memory_does_and_no_further()
    {
        Run(Generators.Make(start: "i32.const 65504", witness: "i32.const 65504 i32.const 96 i32.const 32 memory.copy i32.const 65504 i32.const 1 i32.store",
            prime: "i32.const 65504")).Count.ShouldBe(1);
        Refusal(WitnessErrors.Inconsistent, Generators.Make(start: "i32.const 65508"));
        Refusal(WitnessErrors.Inconsistent, Generators.Make(start: "i32.const 65536"));
        Refusal(WitnessErrors.Inconsistent, Generators.Make(start: "i32.const -4"));
        Refusal(WitnessErrors.Inconsistent, Generators.Make(start: "i32.const 2"));
    }

    [Fact]
    public void More_functions_or_variables_or_longer_functions_than_are_compiled_in_reasonable_time_are_refused_uncompiled()
    {
        Refusal(WitnessErrors.ModuleTooLarge, Generators.Make(extra: $"(func (local{string.Concat(Enumerable.Repeat(" i64", 1025))}))")).ShouldContain("variables");
        Refusal(WitnessErrors.ModuleTooLarge, Generators.Make(extra: string.Concat(Enumerable.Repeat("(func)", 1 << 14)))).ShouldContain("functions");
        Refusal(WitnessErrors.ModuleTooLarge, Generators.Make(extra: $"(func{string.Concat(Enumerable.Repeat(" nop", 200))})"), new WitnessLimits { FunctionBytes = 150 }).ShouldContain("202 bytes");
        Run(Generators.Make(extra: $"(func (local{string.Concat(Enumerable.Repeat(" i64", 1024))}))")).Count.ShouldBe(1);
    }

    [Theory]
    [InlineData("(memory (export \"m2\") 1)")]
    [InlineData("(func (result i32) i32.const 0 i32.atomic.load)")]
    [InlineData("(memory i64 1)")]
    [InlineData("(table 1 funcref) (table 1 funcref)")]
    [InlineData("(table $t 1 funcref) (func ref.null func i32.const 100 table.grow $t drop)")]
    [InlineData("(func (export \"f\") (param externref))")]
    [InlineData("(func (export \"f\") (param anyref))")]
    [InlineData("(func (export \"f\") (result (ref null struct)) unreachable)")]
    [InlineData("(func (export \"f\") (param (ref null extern)) (result (ref null nofunc)) unreachable)")]
    [InlineData("(type $f (func)) (func (export \"f\") (param (ref null $f)))")]
    [InlineData("(global (export \"g\") anyref (ref.null any))")]
    [InlineData("(table (export \"t\") 1 anyref)")]
    [InlineData("(tag (export \"t\"))")]
    [InlineData("(func $t return_call $t)")]
    [InlineData("(func v128.const i32x4 1 2 3 4 drop)")]
    public void Features_that_circoms_generators_do_not_use_are_refused(string extra) =>
        Refusal(WitnessErrors.BadModule, Generators.Make(extra: extra));

    static byte[] WithInput(string signalSize = "i32.const 1", string setSignal = "") =>
        Generators.Make(inputSize: "i32.const 1", signalSize: signalSize, setSignal: setSignal);

    /// <summary>A module whose export has another name of the same length.</summary>
    static byte[] Renamed(byte[] wasm, string export, byte[]? inside = null)
    {
        byte[] copy = [.. inside ?? wasm];
        byte[] name = [(byte)export.Length, .. System.Text.Encoding.ASCII.GetBytes(export)];
        byte[] other = [(byte)export.Length, .. System.Text.Encoding.ASCII.GetBytes(Other(export))];
        int right = copy.AsSpan().IndexOf(name);
        int wrong = copy.AsSpan().IndexOf(other);
        other.CopyTo(copy.AsSpan(right));
        if (wrong >= 0)
            name.CopyTo(copy.AsSpan(wrong));
        return copy;
    }

    static string Other(string export) => export[..^1] + '_';
}
