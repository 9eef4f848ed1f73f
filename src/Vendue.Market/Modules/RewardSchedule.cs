namespace Vendue.Kernel;

/// <summary>Payment beyond fees. It is told of every payment for a proof, in the frame of the command that made it, and may only issue or pay from what it holds itself.</summary>
/// <param name="scope">What it is made over.</param>
public abstract class RewardSchedule(Scope scope) : Module(scope)
{
    /// <summary>A prover was paid for a proof.</summary>
    public abstract void Settled(in SettledEvent settled);
}
