namespace Vendue.Kernel;

/// <summary>
/// A part of a market's rules: a mechanism, a finality policy or a reward schedule. Its constructor declares its tables,
/// actions and timers in its scope; it holds no other state, and touches no clock, randomness or I/O.
/// </summary>
/// <param name="scope">What it is made over.</param>
public abstract class Module(Scope scope)
{
    /// <summary>What it is made over: the market, under names of its own.</summary>
    protected Scope Scope => scope;

    /// <summary>The market's money.</summary>
    protected Ledger Ledger => scope.Ledger;

    /// <summary>The market's requests.</summary>
    protected RequestBook Requests => scope.Requests;

    /// <summary>What can be done now, by whom, at what price: read by agents, by the command line and by the Lab alike. Actions go by the module's own numbers.</summary>
    /// <param name="account">Whose opportunities; also those open to anybody are given.</param>
    public abstract IEnumerable<Opportunity> Opportunities(Account account);

    /// <summary>The claims that an action carries, in order, for the verifier stage: proofs and signatures. Empty for actions without any.</summary>
    /// <param name="tag">The action's own number.</param>
    /// <param name="action">Its canonical bytes.</param>
    public virtual IReadOnlyList<Claim> ClaimsIn(ushort tag, ReadOnlyMemory<byte> action) => [];

    /// <summary>The statements that an action asks to have proven: their programs must be known and their inputs stored before it counts.</summary>
    /// <param name="tag">The action's own number.</param>
    /// <param name="action">Its canonical bytes.</param>
    public virtual IReadOnlyList<Statement> StatementsIn(ushort tag, ReadOnlyMemory<byte> action) => [];

    /// <summary>What asking for a proof now would mean by the rules and the state as it stands. Reads only; null where the rules say nothing beforehand.</summary>
    /// <param name="wanted">What would be asked for.</param>
    public virtual PriceQuote? Quote(QuoteWanted wanted) => null;

    /// <summary>The beacon revealed its next value.</summary>
    public virtual void BeaconRevealed() { }
}
