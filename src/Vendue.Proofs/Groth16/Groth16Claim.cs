namespace Vendue.Proofs.Groth16;

/// <summary>A proof and what it is said to show.</summary>
/// <param name="PublicValues">The statement.</param>
/// <param name="Proof">The proof, its points validated.</param>
public readonly record struct Groth16Claim(PublicValues PublicValues, Groth16Proof Proof);
