using Vendue.Client;

namespace Vendue.Node.Sequencing;

/// <summary>What a query sees of a market: only what is durable.</summary>
public sealed class MarketView
{
    readonly Projections projections;

    internal MarketView(Market market, Projections projections, Hash32 head, ulong position, (ulong Now, ulong Block) next)
    {
        Market = market;
        this.projections = projections;
        Head = head;
        Position = position;
        (Now, Block) = next;
    }

    /// <summary>The operator's word on the state that is seen; none but where <see cref="MarketHost.ProveAsync"/> asked for it.</summary>
    public SignedCheckpoint? Checkpoint { get; init; }

    /// <summary>What the checkpoint's state root is made of.</summary>
    public StateRoot? Root { get; init; }

    /// <summary>The market, to be read during the query and not kept.</summary>
    public Market Market { get; }

    /// <summary>The head of the journal's hash chain.</summary>
    public Hash32 Head { get; }

    /// <summary>The sequence of the journal's last entry.</summary>
    public ulong Position { get; }

    /// <summary>The instant that a command would have now.</summary>
    public ulong Now { get; }

    /// <summary>The block that a command would have now.</summary>
    public ulong Block { get; }

    /// <summary>The newest requests, in order of posting, ended ones included.</summary>
    public IEnumerable<RequestRecord> Requests => projections.Requests.All;

    /// <summary>A request, ended or not, if it is among the newest.</summary>
    public RequestRecord? Request(Hash32 id) => projections.Requests.Find(id);

    /// <summary>What is held of an account's money: in escrows, bonds, stakes and pots.</summary>
    public UInt128 Held(Account account, Asset asset) => Market.StateTree.Held(account, asset);
}
