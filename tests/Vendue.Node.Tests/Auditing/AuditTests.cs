using Vendue.Mechanisms.BoundlessMarket;
using Vendue.Node.Journal;
using Vendue.Node.Tests.Running;

namespace Vendue.Node.Tests.Auditing;

public sealed class AuditTests(Circuit circuit)
{
    [Fact]
    public async Task An_honest_journal_is_clean_and_each_falsification_of_it_is_found()
    {
        await using var market = await LiveMarket.StartAsync();
        ulong delivered = await LiveAsync(market);
        await market.StopAsync();
        string file = VendueNode.JournalPath(market.Options.Folder);
        (await market.AuditAsync()).Findings.ShouldBeEmpty();

        await Found(market, file, "UPDATE acknowledgements SET bytes = $0 WHERE command = $1", Flip(First(file, "SELECT bytes FROM acknowledgements LIMIT 1"), 40), First(file, "SELECT command FROM acknowledgements LIMIT 1"), "answer-differs");
        await Found(market, file, "UPDATE acknowledgements SET command = $0 WHERE command = $1", new byte[32], First(file, "SELECT command FROM acknowledgements LIMIT 1"), "answer-unknown");
        await Found(market, file, "DELETE FROM acknowledgements WHERE $0 = $0 AND command = $1", new byte[1], First(file, "SELECT command FROM acknowledgements LIMIT 1"), "answer-missing");
        await Found(market, file, "UPDATE checkpoints SET bytes = $0 WHERE $1 = $1", new byte[32], new byte[1], "journal-damaged");
        await Found(market, file, "UPDATE checkpoints SET sequence = sequence + 1000000 WHERE $0 = $0 AND $1 = $1", new byte[1], new byte[1], "journal-damaged");

        var wrong = await FalsifiedAsync(market, file, delivered, entry => entry with { Verdicts = [Verdict.Invalid] });
        wrong.ShouldContain(f => f.Code == "verdict-differs" && f.Sequence == delivered);
        var unjudged = await FalsifiedAsync(market, file, delivered, entry => entry with { Verdicts = [] });
        unjudged.ShouldContain(f => f.Code == "verdict-missing" && f.Sequence == delivered);
        var unsigned = await FalsifiedAsync(market, file, delivered, entry => entry with { Command = entry.Command with { Signature = new Bytes(Flip(entry.Command.Signature.Span.ToArray(), 3)) } });
        unsigned.ShouldContain(f => f.Sequence == delivered);
    }

    [Fact]
    public async Task A_proof_or_a_verifying_key_that_is_gone_is_found_whatever_the_verdict_was()
    {
        await using var market = await LiveMarket.StartAsync();
        ulong delivered = await LiveAsync(market);
        await market.StopAsync();
        foreach (var (kept, code) in ((string, string)[])[("programs", "program-missing"), ("blobs", "proof-missing")])
        {
            string folder = Path.Combine(market.Options.Folder, kept);
            Directory.Move(folder, folder + "-gone");
            Directory.CreateDirectory(folder);
            (await market.AuditAsync()).Findings.ShouldHaveSingleItem().ShouldSatisfyAllConditions(f => f.Code.ShouldBe(code), f => f.Sequence.ShouldBe(delivered));
            Directory.Delete(folder, true);
            Directory.Move(folder + "-gone", folder);
        }
        (await market.AuditAsync()).Findings.ShouldBeEmpty();
    }

    async Task<ulong> LiveAsync(LiveMarket market)
    {
        var requester = await market.ClientAsync(await market.AccountAsync());
        var prover = await market.ClientAsync(await market.AccountAsync());
        var (request, digest, _) = await LiveMarket.AskAsync(requester, circuit, "audited");
        (await prover.SendAsync(new LockRequest(request, digest))).ThrowIfRefused();
        var (proof, values) = circuit.Prove("audited");
        var answer = await prover.SendAsync(new Deliver([new Fill(request, digest, false, values, await prover.PutBlobAsync(proof.ToBytes()))]));
        answer.IsApplied.ShouldBeTrue();
        return answer.Sequence;
    }

    static async Task Found(LiveMarket market, string file, string damage, byte[] first, byte[] second, string code)
    {
        var whole = await File.ReadAllBytesAsync(file);
        Sql.Run(file, damage, first, second);
        (await market.AuditAsync()).Findings.ShouldContain(f => f.Code == code);
        await File.WriteAllBytesAsync(file, whole);
        (await market.AuditAsync()).Findings.ShouldBeEmpty();
    }

    /// <summary>A forger that can compute every checksum and the whole chain again: what is signed and what is proven still tells.</summary>
    static async Task<IReadOnlyList<Node.Auditing.AuditFinding>> FalsifiedAsync(LiveMarket market, string file, ulong sequence, Func<JournalEntry, JournalEntry> forge)
    {
        var whole = await File.ReadAllBytesAsync(file);
        List<CommitGroup> groups;
        Hash32 head;
        using (var journal = SqliteJournal.OpenToRead(file)) (groups, head) = ([.. journal.Read()], Hash32.Sha256(journal.Genesis));
        Sql.Run(file, "DELETE FROM groups");
        foreach (var group in groups)
        {
            var entries = group.Entries.Select((bytes, i) => group.First + (ulong)i == sequence ? Codec<JournalEntry>.Of.Encode(forge(Codec<JournalEntry>.Of.Decode(bytes))) : bytes).ToList();
            foreach (var entry in entries) head = JournalEntry.Chain(head, entry.Span);
            Sql.Run(file, "INSERT INTO groups VALUES ($0, $1, $2, $3)", (long)group.First, (long)entries.Count, PackedEntries.Pack(entries), head.ToArray());
        }
        var findings = (await market.AuditAsync()).Findings;
        await File.WriteAllBytesAsync(file, whole);
        return findings;
    }

    static byte[] First(string file, string sql) => (byte[])Sql.Value(file, sql);

    static byte[] Flip(byte[] bytes, int at)
    {
        bytes[at] ^= 1;
        return bytes;
    }
}
