namespace Vendue.Mechanisms.Mina;

#pragma warning disable CS1573 // Fields that their names explain are not explained twice.

/// <summary>Where the chain of blocks stands.</summary>
/// <param name="Blocks">How many blocks there are.</param>
/// <param name="Slot">The slot of the last one.</param>
/// <param name="Full">How many trees were ever filled; the next one is being filled.</param>
/// <param name="Proved">How many trees were proved and left the scan state.</param>
/// <param name="Arrivals">How many transactions were ever sent.</param>
readonly record struct ChainRow(ulong Blocks, ulong Slot, ulong Full, ulong Proved, [property: Optional] ulong Arrivals);

/// <summary>A transaction, until it is proved.</summary>
/// <param name="Number">Its arrival number.</param>
/// <param name="Escrow">Its fee, while it waits.</param>
/// <param name="Included">Whether it is in a block.</param>
readonly record struct TransactionRow(Handle<Request> Request, Account Sender, ulong Number, UInt128 Fee, Handle<Holding> Escrow, ushort Updates, bool Included);

/// <summary>The place of a transaction in the order of arrival, among those that wait or those that do not.</summary>
readonly record struct Arrival(bool Included, ulong Number) : IComparable<Arrival>
{
    public int CompareTo(Arrival other) => Included != other.Included ? Included.CompareTo(other.Included) : Number.CompareTo(other.Number);
}

/// <summary>A job of the scan state.</summary>
/// <param name="Statement">Of a leaf: what is to be proven.</param>
/// <param name="Transaction">Of a leaf: the transaction, where it is one of a requester's.</param>
/// <param name="Updates">How many accounts it updates.</param>
/// <param name="Proof">What its proof is bound to, once bought.</param>
readonly record struct JobRow(
    JobId Job,
    JobStage Stage,
    [property: Optional] Handle<Blob> Statement,
    [property: Optional] Handle<TransactionRow> Transaction,
    [property: Optional] ushort Updates,
    [property: Optional] Hash32 Proof);

/// <summary>A bundle that can be proved, or that lately could.</summary>
/// <param name="Order">Its place among those that can be proved now, those on sale sooner first; <see cref="uint.MaxValue"/> when it is none of them.</param>
readonly record struct BundleRow(Bundle Bundle, Handle<Request> Request, uint Order)
{
    public bool IsReferenced => Order != uint.MaxValue;
}

/// <summary>The offer that stands for a bundle.</summary>
/// <param name="By">Who sent it.</param>
/// <param name="First">The first job's proof, by the SHA-256 of its bytes.</param>
/// <param name="Second">The second's; zero where there is none.</param>
readonly record struct OfferRow(Handle<BundleRow> Bundle, Name Prover, UInt128 Fee, Account By, ulong At, Hash32 First, Hash32 Second);

/// <summary>The commitment that stands for a bundle.</summary>
readonly record struct CommitmentRow(Handle<BundleRow> Bundle, Account Prover, UInt128 Fee, ulong Until, Handle<Kernel.Timer> Timer);
