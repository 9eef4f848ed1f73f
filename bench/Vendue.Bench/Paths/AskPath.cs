using Vendue.Kernel;

namespace Vendue.Bench.Paths;

/// <summary>Post, three offers, assign, prove, settle: seven commands over <see cref="AskMarket"/>.</summary>
public sealed class AskPath : TrialPath
{
    static readonly ReadOnlyMemory<Verdict> Valid = new[] { Verdict.Valid };

    const int Requesters = 64, Provers = 64;

    public override string Name => "asks";

    public override int CommandsPerRequest => 7;

    public override Market Open() => Funded("asks", market => new AskMarket(market),
        [.. Enumerable.Range(0, Requesters).Select(i => (Name)$"requester-{i}"), .. Enumerable.Range(0, Provers).Select(i => (Name)$"prover-{i}")]);

    public override void Post(Market market, ulong number) =>
        Expect(market.Apply(By(market, Requester(number)), new Post(IdOf(number), IdOf(7), IdOf(number ^ 0xFFFF_FFFF), 1_000_000 + number, 5_000, market.Now + 600)));

    public override void Finish(Market market, ulong number)
    {
        var id = IdOf(number);
        for (ulong i = 0; i < 3; i++) Expect(market.Apply(By(market, Prover(number + i)), new Offer(id, 4_000 + i)));
        Expect(market.Apply(By(market, Requester(number)), new Assign(id)));
        Expect(market.Apply(By(market, Prover(number)) with { Verdicts = Valid }, new Prove(id, id)));
        Expect(market.Apply(By(market, Requester(number)), new Settle(id)));
    }

    static Command By(Market market, Account sender) => new() { Now = market.Now, Sender = sender };

    // Accounts 1 to 3 are the kernel's, 4 and 5 the offices'.
    static Account Requester(ulong number) => new(6 + (int)(number % Requesters));

    static Account Prover(ulong number) => new(6 + Requesters + (int)(number % Provers));
}
