using Vendue.Node.Sequencing;

namespace Vendue.Node.Api;

/// <summary>A request as <c>GET /v1/requests/{id}</c> tells it.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Requester">Who asked.</param>
/// <param name="Program">The program.</param>
/// <param name="Input">The input.</param>
/// <param name="Work">The work, in the statement's unit.</param>
/// <param name="Opened">When it was posted.</param>
/// <param name="Ends">Its last deadline.</param>
/// <param name="State">"open", "settled", or how it ended.</param>
/// <param name="Prover">Who was paid; null for nobody yet.</param>
/// <param name="Paid">What was paid to provers in all, in base units.</param>
/// <param name="Proof">The proof's blob; null for none yet.</param>
/// <param name="PublicValues">The proof's public values.</param>
sealed record RequestAnswer(
    Hash32 Id, Name Requester, Hash32 Program, Hash32 Input, ulong Work, ulong Opened, ulong Ends, string State, Name? Prover, UInt128 Paid, Hash32? Proof, Bytes PublicValues)
{
    public static RequestAnswer Of(RequestRecord r) => new(
        r.Id, r.Requester, r.Program, r.Input, r.Work, r.Opened, r.Ends, r.State, r.Prover.IsEmpty ? default(Name?) : r.Prover, r.Paid, r.Proof, r.PublicValues);
}
