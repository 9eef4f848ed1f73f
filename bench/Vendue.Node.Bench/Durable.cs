using System.Diagnostics;
using Vendue.Node.Journal;
using Vendue.Node.Sequencing;
using Vendue.Node.Storage;
using Vendue.Node.Verification;

namespace Vendue.Node.Bench;

/// <summary>Unsigned commands, durable in groups of 256.</summary>
static class Durable
{
    const int Group = 256;
    const int Accounts = 64;
    const int Groups = 1_000;

    /// <summary>The kernel and the journal alone: apply, encode, chain, append.</summary>
    public static Task KernelAndJournalAsync()
    {
        var folder = Directory.CreateTempSubdirectory("vendue-bench-").FullName;
        var genesis = GenesisOf();
        var market = Mechanisms.Catalogue.Open(genesis);
        using var journal = SqliteJournal.Open(Path.Combine(folder, "journal.sqlite"), () => Codec<Genesis>.Of.Encode(genesis));
        ulong epoch = journal.TakeOver();
        var work = new Workload(genesis.Hash(), genesis.Assets[0], Accounts);
        var head = journal.Head;
        ulong now = 1;
        long apply = 0;
        Append(Enumerable.Range(0, Accounts).Select(i => work.Deposit("custodian", (ulong)i + 1, i)));
        var all = Enumerable.Range(0, Groups).Select(g => Enumerable.Range(0, Group).Select(i => work.Next(((g * Group) + i) % Accounts)).ToArray()).ToList();
        apply = 0;
        long begin = Stopwatch.GetTimestamp();
        foreach (var group in all) Append(group);
        Tell("kernel and journal", Groups * Group, begin);
        Console.WriteLine($"  of which encode, apply and chain: {new TimeSpan(apply * TimeSpan.TicksPerSecond / Stopwatch.Frequency).TotalMilliseconds:0} ms");
        Directory.Delete(folder, true);
        return Task.CompletedTask;

        void Append(IEnumerable<CommandEnvelope> group)
        {
            long from = Stopwatch.GetTimestamp();
            var entries = new List<ReadOnlyMemory<byte>>(Group);
            foreach (var envelope in group)
            {
                var entry = new JournalEntry { Now = now++, Command = new SignedCommand(envelope, default) };
                var bytes = Codec<JournalEntry>.Of.Encode(entry);
                if (EntryApplication.Apply(market, entry) is { IsApplied: false } refused) throw new InvalidOperationException(refused.Sentence);
                head = JournalEntry.Chain(head, bytes);
                entries.Add(bytes);
            }
            apply += Stopwatch.GetTimestamp() - from;
            journal.Append(epoch, journal.Position, new CommitGroup(journal.Position + 1, entries, head), new Projection([], []));
        }
    }

    /// <summary>The whole host: admission, answers kept for whoever asks again, events for subscribers.</summary>
    public static async Task HostAsync()
    {
        var folder = Directory.CreateTempSubdirectory("vendue-bench-").FullName;
        var genesis = GenesisOf();
        using var journal = SqliteJournal.Open(Path.Combine(folder, "journal.sqlite"), () => Codec<Genesis>.Of.Encode(genesis));
        var blobs = new BlobStore(Path.Combine(folder, "blobs"), 1, 1);
        var programs = new ProgramStore(Path.Combine(folder, "programs"));
        await using var verifier = new Verifier(programs, blobs, [], () => default, 1, 1);
        await using var host = MarketHost.Start(journal, verifier, new Admission(programs, blobs), null, new NodeOptions { Folder = folder, QueueCapacity = 1 << 20 }, TimeProvider.System);
        var work = new Workload(host.GenesisHash, genesis.Assets[0], Accounts);
        await SendAsync(host, Enumerable.Range(0, Accounts).Select(i => work.Deposit("custodian", (ulong)i + 1, i)));
        var all = Enumerable.Range(0, Groups / 4 * Group).Select(i => work.Next(i % Accounts)).ToList();
        long begin = Stopwatch.GetTimestamp();
        await SendAsync(host, all);
        Tell("host", all.Count, begin);
    }

    /// <summary>Starts from a journal whose state grows with it, and from one whose state does not, with snapshots and without.</summary>
    public static async Task RecoveryAsync()
    {
        await RecoveryAsync(growing: true);
        await RecoveryAsync(growing: false);
    }

    static async Task RecoveryAsync(bool growing)
    {
        const int groups = 4_000;
        Console.WriteLine(growing ? "a state that grows: pending withdrawals" : "a state that stays small: withdrawals asked for and ended");
        var folder = Directory.CreateTempSubdirectory("vendue-bench-").FullName;
        var genesis = GenesisOf();
        using var journal = SqliteJournal.Open(Path.Combine(folder, "journal.sqlite"), () => Codec<Genesis>.Of.Encode(genesis));
        Fill(journal, genesis, groups, growing);
        var blobs = new BlobStore(Path.Combine(folder, "blobs"), 1, 1);
        var programs = new ProgramStore(Path.Combine(folder, "programs"));
        var snapshots = new SnapshotStore(Path.Combine(folder, "snapshots"));
        await using var verifier = new Verifier(programs, blobs, [], genesis.Hash, 1, 1);
        long reading = Stopwatch.GetTimestamp();
        int read = journal.Read().Sum(g => g.Entries.Sum(bytes => Codec<JournalEntry>.Of.Decode(bytes).Command.Envelope.Nonce > 0 ? 1 : 0));
        Tell("reading, checking and decoding alone", read, reading);
        var market = Mechanisms.Catalogue.Open(genesis);
        long applying = 0;
        foreach (var group in journal.Read())
        {
            var decoded = group.Entries.Select(bytes => Codec<JournalEntry>.Of.Decode(bytes)).ToList();
            long from = Stopwatch.GetTimestamp();
            foreach (var entry in decoded) EntryApplication.Apply(market, entry);
            applying += Stopwatch.GetTimestamp() - from;
        }
        Tell("applying alone", read, Stopwatch.GetTimestamp() - applying);
        for (int round = 0; round < 4; round++)
        {
            long begin = Stopwatch.GetTimestamp();
            await using var host = MarketHost.Start(journal, verifier, new Admission(programs, blobs), null, new NodeOptions { Folder = folder }, TimeProvider.System, null, round == 0 ? null : snapshots);
            var took = Stopwatch.GetElapsedTime(begin);
            Console.WriteLine($"recovery of {journal.Position:N0} entries: snapshot at {host.Recovered.Snapshot:N0}, {host.Recovered.Entries:N0} entries replayed in {host.Recovered.Took.TotalSeconds:0.00} s, {host.Recovered.Entries / host.Recovered.Took.TotalSeconds:N0} a second; {took.TotalSeconds:0.00} s in all");
        }
        Directory.Delete(folder, true);
    }

    static void Fill(SqliteJournal journal, Genesis genesis, int groups, bool growing)
    {
        ulong epoch = journal.TakeOver();
        var work = new Workload(genesis.Hash(), genesis.Assets[0], Accounts);
        var head = journal.Head;
        ulong now = 1;
        Append(Enumerable.Range(0, Accounts).Select(i => work.Deposit("custodian", (ulong)i + 1, i)));
        for (int g = 0; g < groups; g++)
        {
            var asked = Enumerable.Range(0, growing ? Group : Group / 2).Select(i => work.Next(i % Accounts)).ToList();
            Append(growing ? asked : asked.SelectMany(a => (CommandEnvelope[])[a, work.End(a)]));
        }

        void Append(IEnumerable<CommandEnvelope> group)
        {
            var entries = new List<ReadOnlyMemory<byte>>(Group);
            foreach (var envelope in group)
            {
                byte[] bytes = Codec<JournalEntry>.Of.Encode(new JournalEntry { Now = now++, Command = new SignedCommand(envelope, new Bytes(new byte[64])) });
                head = JournalEntry.Chain(head, bytes);
                entries.Add(bytes);
            }
            journal.Append(epoch, journal.Position, new CommitGroup(journal.Position + 1, entries, head), new Projection([], []));
        }
    }

    public static void Tell(string what, int commands, long begin)
    {
        var took = Stopwatch.GetElapsedTime(begin);
        Console.WriteLine($"{what}: {commands:N0} commands in {took.TotalSeconds:0.00} s, {commands / took.TotalSeconds:N0} a second");
    }

    static async Task SendAsync(MarketHost host, IEnumerable<CommandEnvelope> envelopes)
    {
        var answers = await Task.WhenAll(envelopes.Select(e => host.SubmitAsync(new SignedCommand(e, default), CancellationToken.None)));
        if (answers.FirstOrDefault(a => a.Rejection is not null || a.Answer.Acknowledgement.Outcome != OutcomeKind.Applied) is { Rejection: { } wrong }) throw new InvalidOperationException(wrong.Message);
    }

    static Genesis GenesisOf() => new()
    {
        Mechanism = "boundless",
        Assets = ["usd", "zkc"],
        Authorities = [new("custodian", "custodian"), new("sequencer", "sequencer")],
        Parameters = Mechanisms.Catalogue.TryFind("boundless", out var entry) ? entry.DefaultParameters : default,
    };
}
