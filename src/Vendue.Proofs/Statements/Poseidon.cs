namespace Vendue.Proofs.Statements;

/// <summary>
/// The Poseidon hash of two field elements over BN254's scalars, as in <c>circuits/poseidon</c>: x^5, width 3,
/// 8 full and 57 partial rounds (eprint 2019/458). Requesters use it to know what a circuit will say.
/// </summary>
public static class Poseidon
{
    const int Width = PoseidonConstants.Width;

    /// <summary>The first element of the permuted state (0, <paramref name="left"/>, <paramref name="right"/>).</summary>
    public static Fr Hash(in Fr left, in Fr right)
    {
        ReadOnlySpan<Fr> constants = PoseidonConstants.Instance.Round;
        ReadOnlySpan<Fr> matrix = PoseidonConstants.Instance.Matrix;
        Span<Fr> state = [Fr.Zero, left, right];
        Span<Fr> mixed = stackalloc Fr[Width];
        for (var round = 0; round < PoseidonConstants.Rounds; round++)
        {
            for (var i = 0; i < Width; i++) state[i] += constants[(round * Width) + i];
            var boxes = IsFull(round) ? Width : 1;
            for (var i = 0; i < boxes; i++) state[i] = state[i].Square().Square() * state[i];
            for (var i = 0; i < Width; i++)
                mixed[i] = (matrix[i * Width] * state[0]) + (matrix[(i * Width) + 1] * state[1]) + (matrix[(i * Width) + 2] * state[2]);
            mixed.CopyTo(state);
        }
        return state[0];
    }

    static bool IsFull(int round) =>
        round is < PoseidonConstants.FullRounds / 2 or >= (PoseidonConstants.FullRounds / 2) + PoseidonConstants.PartialRounds;
}
