namespace Vendue.Kernel;

/// <summary>
/// The rules of a market: who proves what, when, at what price, and what happens otherwise. Its constructor declares its
/// tables, actions and timers; it holds no other state, and touches no clock, randomness or I/O.
/// </summary>
/// <param name="market">The market it rules.</param>
public abstract class Mechanism(Market market)
{
    /// <summary>The market it rules.</summary>
    protected Market Market => market;

    /// <summary>The market's money.</summary>
    protected Ledger Ledger => market.Ledger;

    /// <summary>The market's requests.</summary>
    protected RequestBook Requests => market.Requests;

    /// <summary>What can be done now, by whom, at what price: read by agents, by the command line and by the Lab alike.</summary>
    /// <param name="account">Whose opportunities; also those open to anybody are given.</param>
    public abstract IEnumerable<Opportunity> Opportunities(Account account);

    /// <summary>A request has reached its last deadline: the mechanism settles what it holds for it. What it leaves, the kernel returns.</summary>
    /// <returns>How the request ended.</returns>
    public abstract Ending Expire(Handle<Request> request);

    /// <summary>The proofs that an action carries, in order, for the verifier stage. Empty for actions without proofs.</summary>
    /// <param name="tag">The action's number.</param>
    /// <param name="action">Its canonical bytes.</param>
    public virtual IReadOnlyList<ProofClaim> ProofsIn(ushort tag, ReadOnlyMemory<byte> action) => [];

    /// <summary>The statements that an action asks to have proven: their programs must be known and their inputs stored before it counts.</summary>
    /// <param name="tag">The action's number.</param>
    /// <param name="action">Its canonical bytes.</param>
    public virtual IReadOnlyList<Statement> StatementsIn(ushort tag, ReadOnlyMemory<byte> action) => [];

    /// <summary>The beacon revealed its next value.</summary>
    public virtual void BeaconRevealed() { }
}

/// <summary>A proof that an action carries: which statement it claims to prove, and where its bytes are.</summary>
/// <param name="Request">The request it is for.</param>
/// <param name="Program">The program, by the hash of its verifying key.</param>
/// <param name="System">The proof system.</param>
/// <param name="PublicValues">The public values claimed.</param>
/// <param name="Proof">The proof's bytes, by their SHA-256.</param>
public sealed record ProofClaim(Hash32 Request, Hash32 Program, Name System, Bytes PublicValues, Hash32 Proof);
