namespace Vendue.Proofs.Formats;

/// <summary>A receipt as a file states it, unchecked.</summary>
/// <param name="Program">The program's identity that the file states, 32 bytes where it is one; null when it states none.</param>
/// <param name="PublicValues">The public values.</param>
/// <param name="Proof">The receipt as it goes on chain.</param>
public sealed record StatedReceipt(byte[]? Program, byte[] PublicValues, byte[] Proof);
