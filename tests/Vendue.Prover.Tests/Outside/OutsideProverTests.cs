using System.Runtime.Versioning;
using Vendue.Prover.Outside;

namespace Vendue.Prover.Tests.Outside;

/// <summary>Real processes that make real proofs: who keeps to the contract, and who dies.</summary>
public sealed class OutsideProverTests(Chain chain)
{
    [Theory]
    [UnsupportedOSPlatform("windows")]
    [InlineData(UnixFileMode.None)]
    [InlineData(UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.GroupExecute | UnixFileMode.SetGroup)]
    public void A_job_is_its_owner_s_alone_unless_the_folder_of_all_jobs_is_shared_with_a_group(UnixFileMode shared)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has other permissions.");
        const UnixFileMode owner = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
        var folder = Directory.CreateTempSubdirectory("vendue-test-");
        try
        {
            File.SetUnixFileMode(folder.FullName, owner | shared);
            var job = JobFolder.Prepare(folder.FullName, Hash32.Sha256("a job"u8), "input"u8);
            File.GetUnixFileMode(job.Path).ShouldBe(owner | shared);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    static readonly Hash32 somebody = new([0, .. Enumerable.Repeat((byte)7, Hash32.Size - 1)]);

    [Fact]
    public async Task An_outside_prover_is_started_once_and_makes_proofs_that_verify()
    {
        await using var stage = new Stage("Honest", chain);
        var program = await stage.ProgramAsync();
        program.Program.ShouldBe(new Hash32(chain.VerifyingKey.Hash()));
        foreach (string seed in (string[])["one", "two"]) chain.Proves(await program.ProveAsync(Chain.Order(seed), CancellationToken.None), seed).ShouldBeTrue();
        stage.Noted("started").Length.ShouldBe(1);
        stage.Noted("proven").Length.ShouldBe(2);
        stage.Told.ShouldContain("chain 50 % proving");
    }

    [Fact]
    public async Task A_proof_is_bound_to_whom_the_order_says()
    {
        await using var stage = new Stage("Honest", chain);
        var made = await (await stage.ProgramAsync()).ProveAsync(Chain.Order("bound", somebody), CancellationToken.None);
        made.PublicValues.Span[^Hash32.Size..].ToArray().ShouldBe(somebody.ToArray());
    }

    [Fact]
    public async Task A_prover_that_crashes_amid_a_job_is_started_again_and_the_job_is_done()
    {
        await using var stage = new Stage("CrashesOnce", chain);
        var made = await (await stage.ProgramAsync()).ProveAsync(Chain.Order("crash"), CancellationToken.None);
        chain.Proves(made, "crash").ShouldBeTrue();
        made.Took.ShouldBeNull("the time of two lives says nothing of the speed");
        (stage.Noted("started").Length, stage.Noted("resumed").Length, stage.Noted("proven").Length).ShouldBe((2, 1, 1));
    }

    [Fact]
    public async Task A_prover_that_crashes_when_the_proof_is_written_is_asked_for_it_by_id_and_does_not_prove_twice()
    {
        await using var stage = new Stage("CrashesOnceWhenDone", chain);
        var made = await (await stage.ProgramAsync()).ProveAsync(Chain.Order("crash"), CancellationToken.None);
        chain.Proves(made, "crash").ShouldBeTrue();
        (stage.Noted("started").Length, stage.Noted("proven").Length).ShouldBe((2, 1));
    }

    [Fact]
    public async Task An_agent_that_was_away_finds_a_finished_job_by_its_id_and_has_it_not_proven_twice()
    {
        await using var stage = new Stage("Honest", chain);
        await (await stage.ProgramAsync()).ProveAsync(Chain.Order("away"), CancellationToken.None);
        await stage.EndAsync();
        chain.Proves(await (await stage.ProgramAsync()).ProveAsync(Chain.Order("away"), CancellationToken.None), "away").ShouldBeTrue();
        (stage.Noted("started").Length, stage.Noted("submitted").Length, stage.Noted("proven").Length).ShouldBe((2, 1, 1));
    }

    [Fact]
    public async Task An_agent_that_stops_waiting_cancels_nothing_and_takes_the_job_up_again()
    {
        await using var stage = new Stage("Waiting", chain);
        var program = await stage.ProgramAsync();
        using (var stop = new CancellationTokenSource())
        {
            var waiting = program.ProveAsync(Chain.Order("stopped"), stop.Token);
            await Stage.UntilAsync(() => stage.Noted("submitted").Length == 1);
            await stop.CancelAsync();
            await Should.ThrowAsync<OperationCanceledException>(waiting);
        }
        stage.Go();
        chain.Proves(await program.ProveAsync(Chain.Order("stopped"), CancellationToken.None), "stopped").ShouldBeTrue();
        (stage.Noted("submitted").Length, stage.Noted("proven").Length, stage.Noted("cancelled").Length).ShouldBe((1, 1, 0));
    }

    [Fact]
    public async Task Two_slots_take_two_jobs_at_once_and_a_third_waits()
    {
        await using var stage = new Stage("Waiting", chain);
        var program = await stage.ProgramAsync();
        string[] seeds = ["first", "second", "third"];
        var under = seeds.Select(seed => program.ProveAsync(Chain.Order(seed), CancellationToken.None)).ToArray();
        await Stage.UntilAsync(() => stage.Noted("submitted").Length == 2);
        under.ShouldAllBe(t => !t.IsCompleted);
        stage.Go();
        var made = await Task.WhenAll(under);
        seeds.Zip(made).ShouldAllBe(p => chain.Proves(p.Second, p.First));
        stage.Noted("started").Length.ShouldBe(1);
    }

    [Fact]
    public async Task The_other_jobs_of_a_prover_that_is_killed_go_on()
    {
        await using var stage = new Stage("Waiting", chain);
        var prover = await stage.StartAsync();
        var jobs = new[] { "first", "second" }.Select(seed => prover.Programs[0].ProveAsync(Chain.Order(seed), CancellationToken.None)).ToArray();
        await Stage.UntilAsync(() => stage.Noted("submitted").Length == 2);
        System.Diagnostics.Process.GetProcessById(int.Parse(stage.Noted("started").Single())).Kill();
        stage.Go();
        var made = await Task.WhenAll(jobs);
        chain.Proves(made[0], "first").ShouldBeTrue();
        chain.Proves(made[1], "second").ShouldBeTrue();
        stage.Noted("resumed").Length.ShouldBe(2);
    }

    [Fact]
    public async Task A_job_that_nobody_wants_is_cancelled_and_its_folder_goes()
    {
        await using var stage = new Stage("Waiting", chain);
        var program = await stage.ProgramAsync(o => o with { Grace = TimeSpan.FromSeconds(60) });
        using var unwanted = new CancellationTokenSource();
        var order = Chain.Order("unwanted") with { Unwanted = unwanted.Token };
        var waiting = program.ProveAsync(order, CancellationToken.None);
        await Stage.UntilAsync(() => stage.Noted("submitted").Length == 1);
        await unwanted.CancelAsync();
        (await Should.ThrowAsync<OutsideException>(waiting)).Code.ShouldBe("unwanted");
        stage.Noted("cancelled").ShouldBe([order.Id.ToString()]);
        Directory.EnumerateDirectories(stage.Options.Folder).ShouldBeEmpty();
        stage.Noted("started").Length.ShouldBe(1);
    }

    [Fact]
    public async Task A_job_past_its_deadline_is_given_up_for_good()
    {
        await using var stage = new Stage("Waiting", chain);
        var program = await stage.ProgramAsync(o => o with { Grace = TimeSpan.FromSeconds(60) });
        var late = await Should.ThrowAsync<OutsideException>(program.ProveAsync(Chain.Order("late") with { Deadline = DateTimeOffset.UtcNow.AddMilliseconds(300) }, CancellationToken.None));
        (late.Code, late.IsFinal).ShouldBe(("deadline-passed", true));
    }

    [Fact]
    public async Task An_input_that_the_generator_refuses_is_never_submitted()
    {
        await using var stage = new Stage("Honest", chain);
        var program = await stage.ProgramAsync();
        var order = Chain.Order("nonsense") with { Input = """{ "start": "1", "nonsense": "2" }"""u8.ToArray() };
        await Should.ThrowAsync<Vendue.Proofs.Witnesses.WitnessException>(program.ProveAsync(order, CancellationToken.None));
        stage.Noted("submitted").ShouldBeEmpty();
    }

    [Fact]
    public async Task What_is_kept_of_a_job_goes_when_its_proof_is_kept_elsewhere()
    {
        await using var stage = new Stage("Honest", chain);
        var program = await stage.ProgramAsync();
        var order = Chain.Order("kept");
        await program.ProveAsync(order, CancellationToken.None);
        Directory.EnumerateDirectories(stage.Options.Folder).Count().ShouldBe(1);
        program.Forget(order.Id);
        Directory.EnumerateDirectories(stage.Options.Folder).ShouldBeEmpty();
        await Stage.UntilAsync(() => stage.Noted("forgotten").Length == 1);
    }

    [Fact]
    public async Task A_system_that_only_the_prover_can_verify_is_taken_at_its_word_and_refused_at_its_word()
    {
        await using (var stage = new Stage("OwnWord", chain))
        {
            var program = await stage.ProgramAsync();
            (program.IsVerifiedHere, program.System.ToString()).ShouldBe((false, "own-system"));
            (await program.ProveAsync(Chain.Order("own"), CancellationToken.None)).Proof.Length.ShouldBeGreaterThan(0);
        }
        await using (var stage = new Stage("OwnWordAgainstItself", chain))
            (await Should.ThrowAsync<OutsideException>((await stage.ProgramAsync()).ProveAsync(Chain.Order("own"), CancellationToken.None))).Code.ShouldBe("outside-wrong-proof");
    }
}
