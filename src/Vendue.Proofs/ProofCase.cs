namespace Vendue.Proofs;

/// <summary>One proof of several to check together, as canonical bytes.</summary>
/// <param name="VerifyingKey">Bytes of the key.</param>
/// <param name="PublicValues">Bytes of the public values.</param>
/// <param name="Proof">Bytes of the proof.</param>
public readonly record struct ProofCase(ReadOnlyMemory<byte> VerifyingKey, ReadOnlyMemory<byte> PublicValues, ReadOnlyMemory<byte> Proof);
