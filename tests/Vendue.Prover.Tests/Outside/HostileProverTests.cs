using Vendue.Proofs.Groth16;
using Vendue.Proofs.Statements;
using Vendue.Prover.Outside;

namespace Vendue.Prover.Tests.Outside;

/// <summary>Outside provers that break the contract: they cost time, and neither memory nor a wrong delivery.</summary>
public sealed class HostileProverTests(Chain chain)
{
    [Fact]
    public async Task One_that_never_says_that_it_is_ready_is_given_up_with_a_sentence()
    {
        await using var stage = new Stage("Mute", chain);
        var failed = await Should.ThrowAsync<OutsideException>(stage.StartAsync(o => o with { HandshakeWithin = TimeSpan.FromMilliseconds(500) }));
        (failed.Code, failed.Message.Contains("was not ready within 0.5 s")).ShouldBe(("outside-handshake", true));
    }

    [Fact]
    public async Task A_command_that_does_not_exist_is_told_by_its_name()
    {
        await using var stage = new Stage("Honest", chain);
        var failed = await Should.ThrowAsync<OutsideException>(stage.StartAsync(o => o with { Command = ["there-is-no-such-program"] }));
        (failed.Code, failed.Message.Contains("there-is-no-such-program")).ShouldBe(("outside-not-found", true));
    }

    [Theory]
    [InlineData("WrongKey", "outside-program")]
    [InlineData("OtherVersion", "outside-version")]
    public async Task An_announcement_that_cannot_be_used_is_refused_at_the_start(string conduct, string code)
    {
        await using var stage = new Stage(conduct, chain);
        (await Should.ThrowAsync<OutsideException>(stage.StartAsync())).Code.ShouldBe(code);
    }

    [Theory]
    [InlineData("AlwaysCrashes", "exit code")]
    [InlineData("Garbage", "no message of the contract")]
    [InlineData("EndlessLine", "a line of more than 65536 bytes")]
    [InlineData("Flood", "messages a second")]
    [InlineData("WrongProof", "does not verify")]
    [InlineData("OtherStatement", "not those of its input")]
    [InlineData("OtherFolder", "no message of the contract")]
    [InlineData("Device", "no plain file")]
    [InlineData("LargeFile", "4294967296 bytes")]
    public async Task One_that_breaks_the_contract_again_and_again_is_left_alone_and_never_believed(string conduct, string why)
    {
        await using var stage = new Stage(conduct, chain);
        // A process that ends takes its time on a busy machine, and only then is known to have crashed.
        var grace = TimeSpan.FromSeconds(conduct == "AlwaysCrashes" ? 60 : 0.2);
        var prover = await stage.StartAsync(o => o with { MostFailures = 3, Grace = grace });
        OutsideException? last = null;
        for (int attempt = 0; attempt < 4 && last?.Code != "outside-crash-loop"; attempt++)
            last = await Should.ThrowAsync<OutsideException>(prover.Programs[0].ProveAsync(Chain.Order("hostile"), CancellationToken.None));
        last!.Code.ShouldBe("outside-crash-loop");
        last.Message.ShouldContain(why);
        prover.Programs[0].IsAvailable.ShouldBeFalse();
        stage.Noted("started").Length.ShouldBeLessThanOrEqualTo(3);
    }

    [Theory]
    [InlineData("FallsSilent")]
    [InlineData("IgnoresJobs")]
    public async Task One_that_says_nothing_of_a_job_is_killed_and_at_last_left_alone(string conduct)
    {
        await using var stage = new Stage(conduct, chain);
        var program = await stage.ProgramAsync(o => o with { MostFailures = 2, PingEvery = TimeSpan.FromMilliseconds(50), AnswerWithin = TimeSpan.FromMilliseconds(400), SilenceWithin = TimeSpan.FromMilliseconds(400) });
        var failed = await Should.ThrowAsync<OutsideException>(program.ProveAsync(Chain.Order("silent"), CancellationToken.None));
        failed.Message.ShouldContain("it said nothing");
        stage.Noted("started").Length.ShouldBe(2);
    }

    [Fact]
    public async Task A_gigabyte_without_a_line_end_is_not_held_in_memory()
    {
        await using var stage = new Stage("EndlessLine", chain);
        var program = await stage.ProgramAsync(o => o with { MostFailures = 1 });
        long before = GC.GetTotalAllocatedBytes(precise: true);
        await Should.ThrowAsync<OutsideException>(program.ProveAsync(Chain.Order("endless"), CancellationToken.None));
        (GC.GetTotalAllocatedBytes(precise: true) - before).ShouldBeLessThan(512L << 20);
    }

    [Fact]
    public async Task A_wrong_proof_is_thrown_away_and_made_anew()
    {
        await using var stage = new Stage("WrongProofOnce", chain);
        var program = await stage.ProgramAsync();
        (await Should.ThrowAsync<OutsideException>(program.ProveAsync(Chain.Order("wrong"), CancellationToken.None))).Code.ShouldBe("outside-wrong-proof");
        chain.Proves(await program.ProveAsync(Chain.Order("wrong"), CancellationToken.None), "wrong").ShouldBeTrue();
        stage.Noted("proven").Length.ShouldBe(2);
    }

    [Fact]
    public async Task Without_a_generator_the_request_s_own_condition_tells_a_proof_of_another_statement()
    {
        await using var stage = new Stage("OtherStatementUnforeseen", chain);
        var program = await stage.ProgramAsync();
        var wanted = new PublicValues([.. DemoStatements.For(DemoCircuit.SmallChain, "mine", default).PublicValues]).ToBytes();
        var order = Chain.Order("mine") with { Predicate = new Predicate(PredicateKind.Exact, new Bytes(wanted)) };
        (await Should.ThrowAsync<OutsideException>(program.ProveAsync(order, CancellationToken.None))).Code.ShouldBe("outside-other-statement");
    }

    [Fact]
    public async Task A_proof_bound_to_somebody_else_is_not_taken()
    {
        await using var stage = new Stage("OtherStatementUnforeseen", chain);
        var order = Chain.Order("mine", new Hash32([0, .. Enumerable.Repeat((byte)9, 31)]));
        (await Should.ThrowAsync<OutsideException>((await stage.ProgramAsync()).ProveAsync(order, CancellationToken.None))).Code.ShouldBe("outside-other-statement");
    }

    [Fact]
    public async Task One_that_does_not_hear_cancel_is_killed_with_all_that_it_started()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "The processes are counted as Linux shows them.");
        await using var stage = new Stage("IgnoresCancel", chain);
        var program = await stage.ProgramAsync();
        using var unwanted = new CancellationTokenSource();
        var waiting = program.ProveAsync(Chain.Order("deaf") with { Unwanted = unwanted.Token }, CancellationToken.None);
        await Stage.UntilAsync(() => stage.Noted("child") is [{ Length: > 0 }]);
        await unwanted.CancelAsync();
        await Should.ThrowAsync<OutsideException>(waiting);
        await Stage.UntilAsync(() => HasEnded(stage.Noted("child").Single()) && HasEnded(stage.Noted("started")[0]));
        await Stage.UntilAsync(() => stage.Noted("started").Length == 2 && program.IsAvailable);
    }

    [Fact]
    public async Task That_no_proof_exists_is_not_tried_again()
    {
        await using var stage = new Stage("SaysImpossible", chain);
        var failed = await Should.ThrowAsync<OutsideException>((await stage.ProgramAsync()).ProveAsync(Chain.Order("possible"), CancellationToken.None));
        (failed.Code, failed.IsFinal).ShouldBe(("outside-no-proof", true));
    }

    [Fact]
    public async Task It_sees_the_allowed_environment_only_and_its_log_is_bounded_and_clean()
    {
        Environment.SetEnvironmentVariable("VENDUE_TEST_SECRET", "secret");
        await using var stage = new Stage("TellsAll", chain);
        await (await stage.ProgramAsync()).ProveAsync(Chain.Order("tells"), CancellationToken.None);
        stage.Noted("environment").ShouldContain("PATH");
        stage.Noted("environment").ShouldNotContain("VENDUE_TEST_SECRET");
        stage.Told.ShouldContain("?[2Jhello");
        stage.Told.Sum(line => line.Length).ShouldBeLessThan(1 << 20);
    }

    static bool HasEnded(string process) => !File.Exists($"/proc/{process}/stat") || File.ReadAllText($"/proc/{process}/stat").Split(' ')[2] == "Z";
}
