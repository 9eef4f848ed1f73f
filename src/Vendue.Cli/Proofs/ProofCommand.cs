namespace Vendue.Cli.Proofs;

/// <summary><c>vendue proof</c>: proofs without a market.</summary>
static class ProofCommand
{
    internal static Command Create() => new("proof", "Make keys, prove and verify: Groth16 over BN254, with the files of circom and snarkjs; verify PLONK and FFLONK too.")
    {
        SetupCommand.Create(),
        ProveCommand.Create(),
        VerifyCommand.Create(),
        ProgramCommand.Create(),
        BenchCommand.Create(),
    };
}
