using System.Collections.Concurrent;
using System.Security.Cryptography;
using Vendue.Client;
using Vendue.Mechanisms;
using Vendue.Proofs.Witnesses;
using Vendue.Prover.Jobs;
using Vendue.Prover.Pricing;
using Vendue.Prover.Programs;

namespace Vendue.Prover;

/// <summary>
/// A prover: watches a market, decides by the mechanism's strategy, proves within its capacity, delivers. What it has
/// undertaken is kept on disk, so that a restart neither loses a job nor sends another command for one.
/// </summary>
public sealed class Agent : IAsyncDisposable
{
    /// <summary>How often a job is tried whose witness generator's process crashed or wanted too much memory, which may be the machine's fault.</summary>
    const int MostFaults = 3;

    /// <summary>How a job ended that nobody wanted any more. Should it be wanted again, it begins anew.</summary>
    static readonly Name unwantedEnd = "unwanted";

    readonly MarketClient market;
    readonly ProgramLibrary programs;
    readonly JobBook jobs;
    readonly ProverOptions options;
    readonly Action<AgentNote> tell;
    volatile IProverStrategy strategy;
    readonly Name account;
    readonly Delivery delivery;
    readonly Hash32 secret;
    readonly IPricing pricing;
    readonly Proving proving;
    readonly WorkUnderWay working = new();
    readonly ConcurrentDictionary<Hash32, int> faults = new();
    readonly ConcurrentDictionary<Hash32, ulong> restUntil = new();
    readonly Recollection recollection = new();
    readonly AgentFolder folder;
    readonly SemaphoreSlim signal = new(0, 1);
    bool drained;
    bool keySent;

    /// <summary>An agent over a connected market. It owns neither the connection nor the programs.</summary>
    /// <param name="market">The connection, with the prover's key.</param>
    /// <param name="programs">The circuits it can prove.</param>
    /// <param name="options">How it works and prices.</param>
    /// <param name="tell">Told what it does; called from several threads.</param>
    /// <exception cref="ProverException">Another agent works in the folder.</exception>
    /// <exception cref="IOException">The folder cannot be written.</exception>
    public Agent(MarketClient market, ProgramLibrary programs, ProverOptions options, Action<AgentNote> tell)
    {
        ArgumentNullException.ThrowIfNull(market);
        ArgumentNullException.ThrowIfNull(options);
        this.market = market;
        this.programs = programs;
        this.options = options;
        this.tell = tell;
        account = (market.Signer ?? throw new ArgumentException("The connection has no key to sign with.", nameof(market))).Account;
        strategy = Catalogue.Of(market.Rules).Prover;
        pricing = options.Pricing(programs);
        folder = AgentFolder.Take(options.Folder);
        jobs = new JobBook(folder.Jobs);
        delivery = new Delivery(market, jobs, options.DeliveryTries);
        secret = folder.Secret();
        proving = new Proving(market, programs, options, pricing, tell);
    }

    /// <summary>Works until it is stopped or, when it drains, until all that it has undertaken is done.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var listening = ListenAsync(linked.Token);
        try
        {
            while (!stop.IsCancellationRequested && !drained) await LookAndWaitAsync(linked.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // Stopping is how an agent ends.
        }
        finally
        {
            await linked.CancelAsync().ConfigureAwait(false);
            await Task.WhenAll(listening, working.Ended).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        signal.Dispose();
        await folder.DisposeAsync().ConfigureAwait(false);
    }

    async Task LookAndWaitAsync(CancellationToken stop)
    {
        var patience = options.LookEvery;
        try
        {
            patience = Patience(await LookAsync(stop).ConfigureAwait(false));
        }
#pragma warning disable CA1031 // Whatever goes wrong in one look, the next may go well; the jobs under way need the agent alive.
        catch (Exception failed) when (failed is not OperationCanceledException || !stop.IsCancellationRequested)
#pragma warning restore CA1031
        {
            tell(new AgentNote(AgentStep.Failed, default, failed.Message));
        }
        if (!drained) await signal.WaitAsync(patience, stop).ConfigureAwait(false);
    }

    TimeSpan Patience(ulong lookAgainAt)
    {
        if (lookAgainAt == 0) return options.LookEvery;
        ulong now = market.Now;
        double seconds = lookAgainAt > now ? (lookAgainAt - now) / (double)market.Market.UnitsPerSecond : 0.05;
        return TimeSpan.FromSeconds(Math.Min(seconds, options.LookEvery.TotalSeconds));
    }

    /// <summary>Wakes the agent when something happens in the market.</summary>
    async Task ListenAsync(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            try
            {
                await foreach (var happened in market.SubscribeAsync(market.Market.Sequence + 1, stop).ConfigureAwait(false))
                {
                    if (happened.Event == "upgraded") await FollowUpgradeAsync(stop).ConfigureAwait(false);
                    if (signal.CurrentCount == 0) Wake();
                }
            }
            catch (MarketClientException failed)
            {
                tell(new AgentNote(AgentStep.Failed, default, $"The market's events cannot be followed: {failed.Message}"));
            }
            await Task.Delay(options.LookEvery, stop).ConfigureAwait(false);
        }
    }

    /// <summary>The market has other rules: its provers act by their strategy from now on.</summary>
    async Task FollowUpgradeAsync(CancellationToken stop)
    {
        try
        {
            await market.ReadRulesAsync(stop).ConfigureAwait(false);
            strategy = Catalogue.Of(market.Rules).Prover;
        }
        catch (EncodingException unknown)
        {
            tell(new AgentNote(AgentStep.Failed, default, $"The market was upgraded: {unknown.Message}"));
        }
    }

    void Wake()
    {
        try
        {
            signal.Release();
        }
        catch (SemaphoreFullException)
        {
            // Somebody else woke it in the same moment.
        }
    }

    /// <summary>Goes on with the jobs that wait, then looks at every opportunity once.</summary>
    /// <returns>The instant at which to look again; 0 for none in particular.</returns>
    async Task<ulong> LookAsync(CancellationToken stop)
    {
        foreach (var job in jobs.Open)
            if (!working.Has(job.Request) && !MustRest(job.Request)) Work(job, stop);
        var found = await market.GetOpportunitiesAsync(account, stop).ConfigureAwait(false);
        foreach (var job in jobs.Open)
            if (job.State == JobState.Proving && !IsWanted(job, found)) working.GiveUp(job.Request);
        var known = found.List.Where(o => Knows(o) && (!options.Drain || IsUndertaken(o)) && (options.TakesPrivate || !o.Statement.Private) && !AwaitsKey(o)).ToList();
        if (known.Any(o => o.Statement.Private) && !await HasPublishedKeyAsync(stop).ConfigureAwait(false)) known.RemoveAll(o => o is { Statement.Private: true, Kind: OpportunityKind.Offer or OpportunityKind.Race });
        recollection.Forget(found.Now);
        drained = options.Drain && known.Count == 0 && working.IsEmpty && !jobs.Open.Any();
        if (known.Count == 0) return 0;
        var me = await SituationAsync(found, known, stop).ConfigureAwait(false);
        ulong next = 0;
        foreach (var opportunity in known.OrderBy(o => o.Kind == OpportunityKind.Offer))
        {
            if (IsUnderWayOrDone(opportunity) || recollection.HasSettled(opportunity, me.Now)) continue;
            var decision = pricing.Decide(strategy, opportunity, me);
            if (decision.LookAgainAt > me.Now) next = next == 0 ? decision.LookAgainAt : ulong.Min(next, decision.LookAgainAt);
            me = await FollowAsync(opportunity, decision, me, stop).ConfigureAwait(false);
        }
        return next;
    }

    /// <summary>What a draining agent still cares for: work that it is bound to and has not delivered.</summary>
    bool IsUndertaken(Opportunity opportunity) => opportunity.Kind switch
    {
        OpportunityKind.Prove => !IsUnderWayOrDone(opportunity),
        OpportunityKind.Race => jobs.Find(opportunity.Request) is { State: JobState.Proved },
        _ => false,
    };

    /// <summary>
    /// Whether a proof under way may still be delivered: the market lists what an account can do. An agent that drains gives
    /// up what it only races for, too. A list that was cut short shows nothing.
    /// </summary>
    bool IsWanted(Job job, Opportunities found) => !found.IsWhole || found.List.Any(o =>
        o.Request == job.Request && (o.Kind == OpportunityKind.Prove || (o.Kind == OpportunityKind.Race && !options.Drain)));

    /// <summary>A private input cannot be worked on before its key is there; its time begins then.</summary>
    static bool AwaitsKey(Opportunity opportunity) =>
        opportunity is { Statement.Private: true, SealedKey.Length: 0, Kind: OpportunityKind.Prove or OpportunityKind.Race };

    /// <summary>
    /// Where inputs are private, requesters need a key to seal theirs to. Under another one, such as that of an agent in another
    /// folder, this agent could not open what it is bound to prove.
    /// </summary>
    async Task<bool> HasPublishedKeyAsync(CancellationToken stop)
    {
        var key = new PublishEncryptionKey(SealedInput.PublicOf(EncryptionSecret));
        if ((await market.GetAccountAsync(account, stop).ConfigureAwait(false))?.EncryptionKey == key.Key) return true;
        if (keySent) return false;
        keySent = true;
        var answer = await market.SendAsync(key, stop).ConfigureAwait(false);
        if (!answer.IsApplied) tell(new AgentNote(AgentStep.Failed, default, $"No private request can be taken: {answer.Message} The owner publishes it once: vendue account send --action publish-encryption-key --body '{{\"key\":\"{key.Key}\"}}' --key OWNER.json"));
        return answer.IsApplied;
    }

    byte[] EncryptionSecret => HKDF.DeriveKey(HashAlgorithmName.SHA256, secret.ToArray(), SealedInput.KeySize, info: "vendue/encryption-key/1"u8.ToArray());

    /// <summary>What is assigned is proven even while its prover is down; nothing new is taken on for one.</summary>
    bool Knows(Opportunity opportunity) => ((Statement[])[opportunity.Statement, .. opportunity.Further]).All(statement =>
        statement.Program.IsZero || (programs.TryFind(statement, out var program) && (program.IsAvailable || opportunity.Kind == OpportunityKind.Prove)));

    bool IsUnderWayOrDone(Opportunity opportunity) => working.Has(opportunity.Request) || jobs.Find(opportunity.Request) switch
    {
        null => false,
        { State: JobState.Proving or JobState.Proved } => true,
        { State: JobState.Abandoned } unwanted when unwanted.Ended == unwantedEnd => false,
        var ended => ended.Opportunity.Kind == opportunity.Kind,
    };

    async Task<ProverSituation> FollowAsync(Opportunity opportunity, Decision decision, ProverSituation me, CancellationToken stop)
    {
        if (decision.Prove)
        {
            if (me.FreeSlots == 0 && opportunity.Kind != OpportunityKind.Prove) return me;
            if (working.Count >= options.Slots) return me;
            var undertaken = decision.Terms is { } terms ? opportunity with { Terms = terms } : opportunity;
            var job = new Job { Opportunity = undertaken, State = JobState.Proving, Bindings = [.. decision.Bindings] };
            jobs.Keep(job);
            Work(job, stop);
            // What is assigned was counted as busy already.
            return opportunity.Kind == OpportunityKind.Prove ? me : me with { FreeSlots = me.FreeSlots - 1 };
        }
        if (decision.Deeds.Count == 0)
        {
            if (recollection.IsNews(opportunity, decision.Why, me.Now)) tell(new AgentNote(decision.LookAgainAt > 0 ? AgentStep.Waits : AgentStep.Passed, opportunity.Request, decision.Why));
            return me;
        }
        return await SendAsync(opportunity, decision, me, stop).ConfigureAwait(false);
    }

    async Task<ProverSituation> SendAsync(Opportunity opportunity, Decision decision, ProverSituation me, CancellationToken stop)
    {
        recollection.Settled(opportunity, me.Now + (2 * me.UnitsPerSecond));
        foreach (var deed in decision.Deeds)
        {
            var answer = await market.SendAsync(deed, stop).ConfigureAwait(false);
            tell(new AgentNote(answer.IsApplied ? AgentStep.Offered : AgentStep.Failed, opportunity.Request, answer.IsApplied ? decision.Why : answer.Message));
            if (!answer.IsApplied) recollection.Refused(opportunity, me.Now, me.UnitsPerSecond);
            if (!answer.IsApplied) return me;
        }
        Wake();
        return opportunity.Kind == OpportunityKind.Offer && me.FreeSlots > 0 ? me with { FreeSlots = me.FreeSlots - 1 } : me;
    }

    bool MustRest(Hash32 request) => restUntil.TryGetValue(request, out ulong until) && market.Now < until;

    void Work(Job job, CancellationToken stop)
    {
        working.Begin(job.Request, unwanted => WorkAsync(job, unwanted, stop), () =>
        {
            if (!stop.IsCancellationRequested) Wake();
        });
    }

    async Task WorkAsync(Job job, CancellationToken unwanted, CancellationToken stop)
    {
        try
        {
            if (job.State == JobState.Proving) job = await ProveAsync(job, unwanted, stop).ConfigureAwait(false);
            if (job.State == JobState.Proved)
            {
                job = await delivery.DeliverAsync(job, strategy, await SituationAsync(stop).ConfigureAwait(false), stop).ConfigureAwait(false);
                tell(new AgentNote(job.Ended == "applied" ? AgentStep.Delivered : AgentStep.Failed, job.Request, job.Ended.ToString()));
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // The job is kept as it stands, and goes on when the agent is started again.
        }
#pragma warning disable CA1031 // One job's failure is told and tried again after a rest; it never ends the others.
        catch (Exception failed)
#pragma warning restore CA1031
        {
            restUntil[job.Request] = market.Now + RestOf(options.LookEvery);
            tell(new AgentNote(AgentStep.Failed, job.Request, failed.Message, ProverException.CodeOf(failed)));
        }
        finally
        {
            if (jobs.Find(job.Request) is { State: JobState.Delivered or JobState.Abandoned })
            {
                restUntil.TryRemove(job.Request, out _);
                faults.TryRemove(job.Request, out _);
            }
        }
    }

    ulong RestOf(TimeSpan time) => (ulong)Math.Ceiling(time.TotalSeconds * market.Market.UnitsPerSecond);

    async Task<Job> ProveAsync(Job job, CancellationToken unwanted, CancellationToken stop)
    {
        tell(new AgentNote(AgentStep.Proving, job.Request, ""));
        try
        {
            long begin = TimeProvider.System.GetTimestamp();
            var proofs = await proving.ProveAsync(job, EncryptionSecret, unwanted, stop).ConfigureAwait(false);
            var took = TimeProvider.System.GetElapsedTime(begin);
            job = job with { State = JobState.Proved, Proofs = proofs };
            jobs.Keep(job);
            tell(new AgentNote(AgentStep.Proved, job.Request, $"{took.TotalSeconds:0.00} s"));
        }
#pragma warning disable CA1031 // However the work ends once it is unwanted, it ends for that reason.
        catch when (unwanted.IsCancellationRequested && !stop.IsCancellationRequested)
#pragma warning restore CA1031
        {
            job = job with { State = JobState.Abandoned, Ended = unwantedEnd };
            jobs.Keep(job);
            tell(new AgentNote(AgentStep.Dropped, job.Request, "Nobody wants the proof any more.", unwantedEnd.ToString()));
        }
        catch (Exception impossible) when (ProverException.CodeOf(impossible) is not null && !MayTryAgain(job, impossible))
        {
            job = job with { State = JobState.Abandoned, Ended = ProverException.CodeOf(impossible)! };
            jobs.Keep(job);
            tell(new AgentNote(AgentStep.Failed, job.Request, impossible.Message, job.Ended.ToString()));
            if (impossible is not Outside.OutsideException) await ReportAsync(job, stop).ConfigureAwait(false);
        }
        proving.Forget(job);
        return job;
    }

    /// <summary>A process that was lost may have been lost to something else on the machine.</summary>
    bool MayTryAgain(Job job, Exception failed) =>
        failed is WitnessException { Code: WitnessErrors.Crashed or WitnessErrors.ProcessOutOfMemory } && faults.AddOrUpdate(job.Request, 1, (_, before) => before + 1) < MostFaults;

    /// <summary>Who is bound to prove what nobody can says so, rather than lose its bond over it.</summary>
    async Task ReportAsync(Job job, CancellationToken stop)
    {
        if (job.Opportunity is not { Kind: OpportunityKind.Prove, Statement.Generator.IsZero: false }) return;
        var fault = job.Ended == "input-missing" ? Fault.Unavailable : Fault.Unprovable;
        var answer = await market.SendAsync(new Report(job.Request, fault), stop).ConfigureAwait(false);
        tell(new AgentNote(answer.IsApplied ? AgentStep.Reported : AgentStep.Failed, job.Request, answer.IsApplied ? "It cannot be proven; the bond is back." : answer.Message));
    }

    async Task<ProverSituation> SituationAsync(CancellationToken stop)
    {
        var found = await market.GetOpportunitiesAsync(account, stop).ConfigureAwait(false);
        return await SituationAsync(found, found.List, stop).ConfigureAwait(false);
    }

    async Task<ProverSituation> SituationAsync(Opportunities found, IReadOnlyList<Opportunity> opportunities, CancellationToken stop)
    {
        var me = await market.GetAccountAsync(account, stop).ConfigureAwait(false);
        var assets = market.Genesis.Assets;
        uint assigned = (uint)opportunities.Count(o => o.Kind == OpportunityKind.Prove && !working.Has(o.Request) && jobs.Find(o.Request) is null);
        uint busy = (uint)working.Count + assigned;
        return new ProverSituation
        {
            Account = account,
            Now = found.Now,
            Block = found.Block,
            UnitsPerSecond = market.Market.UnitsPerSecond,
            PricePerMillion = pricing.PricePerMillion,
            FixedCost = options.FixedCost,
            WorkPerSecond = pricing.WorkPerSecond,
            FreeSlots = options.Slots > busy ? options.Slots - busy : 0,
            FreePayment = Free(me, assets[0]),
            FreeCollateral = Free(me, assets[int.Min(1, assets.Length - 1)]),
            Secret = secret,
        };
    }

    static UInt128 Free(AccountView? view, Name asset) =>
        view is not null && view.Balances.TryGetValue(asset.ToString(), out var amount) && amount > 0 ? (UInt128)amount : 0;
}
