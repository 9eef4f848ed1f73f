using Vendue.Node.Auditing;
using Vendue.Node.Auditing.Evidence;
using Vendue.Node.Journal;
using Vendue.Node.Tests.Running;

namespace Vendue.Node.Tests.Auditing;

/// <summary>
/// A dishonest operator with all its keys: its journals audit clean by themselves, and what clients kept proves each kind of
/// fraud, to a third party too, by a file.
/// </summary>
public sealed class FraudTests : IAsyncDisposable
{
    readonly List<SignedStatement> kept = [];
    LiveMarket market = null!;
    Hash32 operatorKey;

    /// <summary>Two accounts that each withdraw thrice, and a client that keeps every receipt and one checkpoint in between.</summary>
    async Task LiveAsync()
    {
        market = await LiveMarket.StartAsync(LiveMarket.Quick with { TickEvery = TimeSpan.FromHours(1) });
        operatorKey = market.Node.Keys.Operator.Public;
        var first = await market.ClientAsync(await market.AccountAsync());
        var second = await market.ClientAsync(await market.AccountAsync());
        for (byte i = 0; i < 3; i++)
        {
            await KeepAsync(first, i);
            await KeepAsync(second, (byte)(i + 10));
            if (i == 1) kept.Add(SignedStatement.Of(await first.GetCheckpointAsync(), "checkpoint"));
        }
        await market.StopAsync();
        (await AuditAsync()).Findings.ShouldBeEmpty();
    }

    async Task KeepAsync(MarketClient client, byte number)
    {
        var answer = (await client.SendAsync(new Withdraw(client.Genesis.Assets[0], 1, Hash32.Sha256([number])))).ThrowIfRefused();
        kept.Add(SignedStatement.Decode(StatementKind.Acknowledgement, answer.Receipt, answer.Signature, $"receipt {kept.Count}"));
    }

    string Folder => market.Options.Folder;

    List<SignedStatement> Receipts => [.. kept.Where(k => k.Acknowledgement is not null)];

    async Task<AuditReport> AuditAsync(params SignedStatement[] statements)
    {
        using var journal = SqliteJournal.OpenToRead(VendueNode.JournalPath(Folder));
        return await JournalAudit.RunAsync(journal, null, new ReceiptAudit(statements.Length == 0 ? kept : statements, operatorKey), CancellationToken.None);
    }

    /// <summary>The journal alone shows nothing.</summary>
    async Task LooksCleanAsync()
    {
        using var journal = SqliteJournal.OpenToRead(VendueNode.JournalPath(Folder));
        (await JournalAudit.RunAsync(journal, null, CancellationToken.None)).Findings.ShouldBeEmpty();
    }

    /// <summary>What a third party reads from the file proves it, and no changed byte of it does.</summary>
    static EvidenceItem Proven(AuditFinding finding)
    {
        var line = System.Text.Encoding.UTF8.GetString(EvidenceFile.Write([finding.Evidence.ShouldNotBeNull(finding.Message)]));
        var read = EvidenceFile.Read(line);
        read.Wrong().ShouldBeNull();
        read.Code.ShouldBe(finding.Code);
        return read;
    }

    [Fact]
    public async Task A_dropped_command_is_proven_by_its_receipt()
    {
        await LiveAsync();
        var victim = Receipts[1];
        using var fraud = new DishonestOperator(Folder);
        fraud.Rewrite([.. DishonestOperator.EntriesOf(Folder).Where((_, i) => (ulong)i + 1 != victim.Sequence)]);
        await LooksCleanAsync();
        var findings = (await AuditAsync()).Findings;
        var evidence = Proven(findings.Single(f => f.Code == "receipt-dropped"));
        evidence.First.Said.ShouldBe(victim.Said);
        evidence.CommandThere().ShouldNotBeNull().ShouldNotBe(victim.Acknowledgement!.Value.Command);
        findings.Count(f => f.Code == "receipt-reordered").ShouldBe(4);
        findings.Count(f => f.Code == "checkpoint-rewritten").ShouldBe(1);
        findings.ShouldNotContain(f => f.Sequence < victim.Sequence);
    }

    [Fact]
    public async Task Commands_in_another_order_are_proven_by_their_receipts()
    {
        await LiveAsync();
        var (one, other) = (Receipts[2], Receipts[3]);
        var entries = DishonestOperator.EntriesOf(Folder);
        int a = (int)one.Sequence - 1, b = (int)other.Sequence - 1;
        (entries[a], entries[b]) = (entries[b] with { Now = entries[a].Now, Block = entries[a].Block }, entries[a] with { Now = entries[b].Now, Block = entries[b].Block });
        using var fraud = new DishonestOperator(Folder);
        fraud.Rewrite(entries);
        await LooksCleanAsync();
        var findings = (await AuditAsync(one, other)).Findings.Where(f => f.Code == "receipt-reordered").ToList();
        findings.Count.ShouldBe(2);
        Proven(findings[0]).CommandThere().ShouldBe(other.Acknowledgement!.Value.Command);
        Proven(findings[1]).CommandThere().ShouldBe(one.Acknowledgement!.Value.Command);
    }

    [Fact]
    public async Task A_command_whose_time_was_altered_is_proven_by_the_receipts_after_it()
    {
        await LiveAsync();
        var entries = DishonestOperator.EntriesOf(Folder);
        int at = (int)Receipts[0].Sequence - 1;
        for (int i = at; i < entries.Count; i++) entries[i] = entries[i] with { Now = entries[i].Now + 1 };
        using var fraud = new DishonestOperator(Folder);
        fraud.Rewrite(entries);
        await LooksCleanAsync();
        var altered = (await AuditAsync()).Findings.Where(f => f.Code == "receipt-altered").ToList();
        altered.Count.ShouldBe(6);
        foreach (var finding in altered) Proven(finding).CommandThere().ShouldBe(finding.Evidence!.First.Acknowledgement!.Value.Command);
    }

    [Fact]
    public async Task Evidence_that_was_changed_anywhere_proves_nothing()
    {
        await LiveAsync();
        using var fraud = new DishonestOperator(Folder);
        fraud.Rewrite([.. DishonestOperator.EntriesOf(Folder).Where((_, i) => (ulong)i + 1 != Receipts[1].Sequence)], every: 100);
        var item = Proven((await AuditAsync()).Findings.Single(f => f.Code == "receipt-dropped"));
        item.Kind.ShouldBe(EvidenceKind.Rewritten);
        var link = item.Link!;
        (item with { Link = null }).Wrong().ShouldNotBeNull();
        (item with { Link = link with { Head = item.First.Head } }).Wrong().ShouldNotBeNull();
        (item with { Link = link with { Entries = [.. link.Entries.Skip(1)] } }).Wrong().ShouldNotBeNull();
        (item with { Link = link with { Entries = [.. link.Entries.Reverse()] } }).Wrong().ShouldNotBeNull();
        (item with { First = item.Second!, Second = item.First }).Wrong().ShouldNotBeNull();
        (item with { OperatorKey = Hash32.Sha256([1]) }).Wrong().ShouldNotBeNull();
        (item with { Genesis = new Bytes([1, 2]) }).Wrong().ShouldNotBeNull();
        (item with { Kind = EvidenceKind.Equivocation }).Wrong().ShouldNotBeNull();
        (item with { Kind = EvidenceKind.Replay }).Wrong().ShouldNotBeNull();
        (item with { Entry = item.Entry! with { Before = default } }).Wrong().ShouldNotBeNull();
        using var stranger = DelegatedKey.Generate();
        var forged = item.First.Acknowledgement!.Value;
        (item with { First = SignedStatement.Of(forged, forged.Sign(stranger), "forged") }).Wrong().ShouldNotBeNull();
        Should.Throw<EncodingException>(() => EvidenceFile.Read("{}"));
        Should.Throw<EncodingException>(() => EvidenceFile.Read("no json"));
    }

    [Fact]
    public async Task An_honest_history_gives_no_evidence_whichever_statements_are_put_together()
    {
        await LiveAsync();
        foreach (var one in kept)
            foreach (var other in kept)
                SignedStatement.Contradiction(one, other).ShouldBeNull($"{one.Origin}, {other.Origin}");
        new ReceiptAudit(kept, operatorKey).Alone(default).ShouldBeEmpty();
    }

    [Fact]
    public async Task Two_receipts_that_contradict_each_other_are_evidence_without_any_journal()
    {
        await LiveAsync();
        using var fraud = new DishonestOperator(Folder);
        var honest = Receipts[2].Acknowledgement!.Value;
        var lies = new Dictionary<string, Acknowledgement>
        {
            ["another command at the place"] = honest with { Command = Hash32.Sha256([1]) },
            ["another history"] = honest with { Head = Hash32.Sha256([2]) },
            ["another place"] = honest with { Sequence = honest.Sequence + 100 },
            ["another outcome"] = honest with { Outcome = OutcomeKind.Refused, Code = "expired" },
            ["a later place at an earlier time"] = honest with { Command = Hash32.Sha256([3]), Sequence = honest.Sequence + 100, Now = honest.Now - 1, Head = Hash32.Sha256([4]) },
            ["an earlier place in a later block"] = honest with { Command = Hash32.Sha256([5]), Sequence = 1, Now = 1, Block = honest.Block + 1, Head = Hash32.Sha256([6]) },
        };
        foreach (var (what, lie) in lies)
        {
            var audit = new ReceiptAudit([Receipts[2], SignedStatement.Of(lie, lie.Sign(fraud.Key), "lie")], operatorKey);
            var finding = audit.Alone(default)[0];
            finding.Code.ShouldBe("equivocation", what);
            Proven(finding).Kind.ShouldBe(EvidenceKind.Equivocation);
        }
        var elsewhere = honest with { Market = Hash32.Sha256([7]), Command = Hash32.Sha256([1]) };
        new ReceiptAudit([Receipts[2], SignedStatement.Of(elsewhere, elsewhere.Sign(fraud.Key), "of another market")], operatorKey).Alone(default).ShouldBeEmpty();
        using var stranger = DelegatedKey.Generate();
        var forged = honest with { Command = Hash32.Sha256([1]) };
        new ReceiptAudit([Receipts[2], SignedStatement.Of(forged, forged.Sign(stranger), "forged")], operatorKey).Alone(default).Single().Code.ShouldBe("receipt-not-signed");
    }

    [Fact]
    public async Task A_checkpoint_that_a_client_kept_contradicts_a_rewritten_history_and_every_receipt_of_it()
    {
        await LiveAsync();
        var checkpoint = kept.Single(k => k.Checkpoint is not null);
        using var fraud = new DishonestOperator(Folder);
        fraud.Rewrite([.. DishonestOperator.EntriesOf(Folder).Skip(1)]);
        await LooksCleanAsync();
        Proven((await AuditAsync(checkpoint)).Findings.Single(f => f.Code == "checkpoint-rewritten"));

        var said = checkpoint.Checkpoint!.Value;
        var receipt = new Acknowledgement(said.Market, Hash32.Sha256([1]), said.Sequence, said.Now, said.Block, OutcomeKind.Applied, "applied", Hash32.Sha256([2]));
        Proven(new ReceiptAudit([checkpoint, SignedStatement.Of(receipt, receipt.Sign(fraud.Key), "receipt")], operatorKey).Alone(default).Single()).Code.ShouldBe("equivocation");
    }

    [Fact]
    public async Task A_history_cut_short_is_proven_once_the_operator_states_anything_later()
    {
        await LiveAsync();
        var last = Receipts[^1];
        using var fraud = new DishonestOperator(Folder);
        var entries = DishonestOperator.EntriesOf(Folder);
        fraud.Rewrite(entries[..^1]);
        var cut = (await AuditAsync(last)).Findings.ShouldHaveSingleItem();
        (cut.Code, cut.Evidence).ShouldBe(("receipt-dropped", null));
        cut.Message.ShouldContain("ask the operator for a checkpoint");

        fraud.Rewrite([.. entries[..^2], entries[^2] with { Now = last.Now + 1 }]);
        Proven((await AuditAsync(last)).Findings.Single(f => f.Code == "equivocation"));
    }

    [Fact]
    public async Task A_false_outcome_and_a_false_state_are_proven_by_a_replay_of_the_journal_that_they_name()
    {
        await LiveAsync();
        using var fraud = new DishonestOperator(Folder);
        var said = Receipts[0].Acknowledgement!.Value with { Outcome = OutcomeKind.Refused, Code = "expired" };
        var lie = SignedStatement.Of(said, said.Sign(fraud.Key), "lie");
        var outcome = (await AuditAsync(lie)).Findings.ShouldHaveSingleItem();
        (outcome.Code, Proven(outcome).Kind).ShouldBe(("receipt-false", EvidenceKind.Replay));

        var stated = kept.Single(k => k.Checkpoint is not null).Checkpoint!.Value with { Root = Hash32.Sha256([9]) };
        var state = (await AuditAsync(SignedStatement.Of(stated.Sign(fraud.Key), "false state"))).Findings.First(f => f.Evidence!.Kind == EvidenceKind.Replay);
        (state.Code, Proven(state).Kind).ShouldBe(("checkpoint-false", EvidenceKind.Replay));
    }

    [Fact]
    public async Task A_journals_own_checkpoints_are_held_against_its_replay()
    {
        await LiveAsync();
        using var fraud = new DishonestOperator(Folder);
        foreach (var (code, change) in new (string, Func<Checkpoint, Checkpoint>)[]
        {
            ("state-differs", c => c with { State = default }),
            ("root-differs", c => c with { Root = default }),
            ("checkpoint-differs", c => c with { Head = default }),
            ("checkpoint-differs", c => c with { Now = c.Now + 1 }),
            ("checkpoint-unknown", c => c with { Sequence = c.Sequence + 1_000 }),
        })
        {
            var whole = await File.ReadAllBytesAsync(VendueNode.JournalPath(Folder));
            fraud.Restate(change);
            using (var journal = SqliteJournal.OpenToRead(VendueNode.JournalPath(Folder)))
                (await JournalAudit.RunAsync(journal, null, CancellationToken.None)).Findings.ShouldHaveSingleItem().Code.ShouldBe(code);
            await File.WriteAllBytesAsync(VendueNode.JournalPath(Folder), whole);
        }
        SignedCheckpoint newest;
        using (var journal = SqliteJournal.OpenToRead(VendueNode.JournalPath(Folder))) newest = journal.Checkpoints()[^1];
        fraud.Keep(newest with { Signature = default });
        (await AuditAsync()).Findings.ShouldHaveSingleItem().Code.ShouldBe("checkpoint-not-signed");
    }

    public ValueTask DisposeAsync() => market.DisposeAsync();
}
