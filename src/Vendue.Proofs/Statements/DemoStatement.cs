using Vendue.Proofs.Witnesses;

namespace Vendue.Proofs.Statements;

/// <summary>A true statement of a demonstration circuit.</summary>
/// <param name="Circuit">The circuit.</param>
/// <param name="Input">What its witness generator takes.</param>
/// <param name="PublicValues">What the proof will show, in the order of its public signals, computed without the circuit.</param>
public sealed record DemoStatement(DemoCircuit Circuit, WitnessInput Input, IReadOnlyList<Fr> PublicValues);
