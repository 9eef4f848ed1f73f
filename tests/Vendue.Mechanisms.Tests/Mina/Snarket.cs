namespace Vendue.Mechanisms.Mina.Tests;

/// <summary>A Mina market whose verifier is a hash: a proof is valid exactly for the program and public values that it was made of.</summary>
sealed class Snarket
{
    public static readonly CatalogueEntry Entry = new MinaSnarketplaceEntry();
    public static readonly Asset Coin = new(0);

    public Snarket(MinaSnarketplaceParameters parameters, params (Name Account, UInt128 Funds)[] accounts)
    {
        Genesis = new Genesis
        {
            Mechanism = "mina-snarketplace",
            Parameters = new Bytes(Codec<MinaSnarketplaceParameters>.Of.Encode(parameters)),
            Assets = ["MINA"],
            Time = TimeUnit.Milliseconds,
            Authorities = [new("custodian", "bank"), new("sequencer", "clock"), new("producer", "producer")],
            Limits = new Limits { Accounts = 100, Requests = 10_000, Holdings = 10_000, Timers = 20_000, Blobs = 100_000, Transfers = 100 },
        };
        Market = Catalogue.Open(Genesis);
        foreach (var (name, funds) in accounts) Apply(0, "bank", new Deposit(name, "MINA", funds, Hash32.Sha256(name.Bytes))).IsApplied.ShouldBeTrue();
    }

    public Genesis Genesis { get; }

    public Market Market { get; private set; }

    public void RestoreFromSnapshot() => Market = Catalogue.Restore(Genesis, Market.Snapshot());

    public static Statement StatementOf(uint number, ulong work = 1_000) => new()
    {
        Program = Hash32.Sha256("program"u8),
        Input = Hash32.Sha256(BitConverter.GetBytes(number)),
        Predicate = new Predicate(PredicateKind.Exact, ValuesOf(number, default)),
        Work = work,
    };

    /// <summary>The public values of a statement: its result, and what the proof is bound to.</summary>
    static Bytes ValuesOf(uint number, Hash32 binding) => ProofBinding.Append(Hash32.Sha256(BitConverter.GetBytes(number)).ToArray(), binding);

    public static ProofMade Prove(Statement statement, Hash32 binding)
    {
        var values = ProofBinding.Append(statement.Input.ToArray(), binding);
        return new ProofMade(values, ProofOf(statement.Program, values));
    }

    static Hash32 ProofOf(Hash32 program, Bytes values) => Predicate.ClaimDigest(program, values.Span) is var claim ? Hash32.Sha256(claim.ToArray()) : default;

    static Verdict Judge(Claim claim) => claim is ProofClaim proof && proof.Proof == ProofOf(proof.Program, proof.PublicValues) ? Verdict.Valid : Verdict.Invalid;

    public Outcome Send(ulong now, Name account, Deed deed)
    {
        Market.Ledger.TryFind(account, out Account sender).ShouldBeTrue();
        var body = deed.Body.Span.ToArray();
        Verdict[] verdicts = [.. Market.ClaimsIn(deed.Action, body).Select(Judge)];
        return Market.Apply(new Command { Now = now, Sender = sender, Verdicts = verdicts }, deed.Action, body);
    }

    public Outcome Apply<T>(ulong now, Name account, in T action) where T : struct => Send(now, account, Deed.Of(action));

    public Opportunity[] OpportunitiesOf(Name account)
    {
        Market.Ledger.TryFind(account, out Account found).ShouldBeTrue();
        return [.. Market.Opportunities(found)];
    }

    public Int128 Balance(Name account) => Market.Ledger.TryFind(account, out Account found) ? Market.Ledger.Balance(found, Coin) : 0;

    public StateTable Table(string name) => Market.Tables.First(t => t.Name == name);

    /// <summary>The jobs of the bundles that can be proved now.</summary>
    public WorkTerms[] Provable(Name account) =>
        [.. OpportunitiesOf(account).Where(o => o.Action == OfferWork.Tag).Select(o => Codec<WorkTerms>.Of.Decode(o.Terms.Span.ToArray()))];

    /// <summary>An offer with true proofs.</summary>
    public static OfferWork OfferOf(Opportunity opportunity, Name prover, UInt128 fee)
    {
        var terms = Codec<WorkTerms>.Of.Decode(opportunity.Terms.Span.ToArray());
        Statement[] statements = [opportunity.Statement, .. opportunity.Further];
        JobProof[] proofs = [.. terms.Jobs.Select((j, i) => Prove(statements[i], ProofBinding.Of(j.Job, prover, fee, j.Merges))).Select(p => new JobProof(new Bytes(p.PublicValues.Span[..^32].ToArray()), p.Proof))];
        return new OfferWork([.. terms.Jobs.Select(j => j.Job)], prover, fee, proofs);
    }
}
