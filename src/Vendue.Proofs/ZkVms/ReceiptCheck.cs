namespace Vendue.Proofs.ZkVms;

/// <summary>A verdict on a receipt, and why.</summary>
/// <param name="Verdict">The verdict.</param>
/// <param name="Code">Stable, for machines: <c>valid</c>, or what is wrong, such as <c>selector-unknown</c>.</param>
/// <param name="Message">One sentence for humans: the cause, and what to do.</param>
/// <param name="Verifier">The release that the receipt is for; null when that is not known.</param>
public sealed record ReceiptCheck(ProofVerdict Verdict, string Code, string Message, ReceiptVerifier? Verifier);
