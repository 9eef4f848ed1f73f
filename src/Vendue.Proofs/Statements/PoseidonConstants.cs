using System.Numerics;

namespace Vendue.Proofs.Statements;

/// <summary>
/// Poseidon's constants over BN254's scalars for width 3, made by the procedure its authors published:
/// Grassi, Khovratovich, Rechberger, Roy, Schofnegger, eprint 2019/458, appendices E and F.
/// </summary>
sealed class PoseidonConstants
{
    internal const int Width = 3;
    internal const int FullRounds = 8;
    internal const int PartialRounds = 57;
    internal const int Rounds = FullRounds + PartialRounds;

    const int FieldBits = 254;

    PoseidonConstants()
    {
        using var stream = GrainBits().GetEnumerator();

        var modulus = Fr.Modulus.ToBigInteger();
        Round = new Fr[Width * Rounds];
        for (var i = 0; i < Round.Length;)
        {
            var candidate = Number(stream);
            if (candidate < modulus) Round[i++] = Fr.FromInteger(candidate);
        }

        // The matrix' points, unlike the constants, are reduced and not rejected.
        var points = new Fr[2 * Width];
        do
            for (var i = 0; i < points.Length; i++) points[i] = Fr.FromInteger(Number(stream));
        while (points.Distinct().Count() < points.Length);
        Matrix = new Fr[Width * Width];
        for (var row = 0; row < Width; row++)
            for (var column = 0; column < Width; column++)
                Matrix[(row * Width) + column] = (points[row] + points[Width + column]).Inverse();
    }

    internal static PoseidonConstants Instance { get; } = new();

    /// <summary>The constants added before the S-boxes, <see cref="Width"/> for each round.</summary>
    internal Fr[] Round { get; }

    /// <summary>The MDS matrix by rows: Cauchy, 1 / (x_i + y_j).</summary>
    internal Fr[] Matrix { get; }

    static BigInteger Number(IEnumerator<int> bits)
    {
        var value = BigInteger.Zero;
        for (var i = 0; i < FieldBits; i++)
        {
            bits.MoveNext();
            value = (value << 1) | bits.Current;
        }
        return value;
    }

    /// <summary>An 80-bit Grain LFSR seeded with the parameters, shrinking itself: of two bits, the first says whether the second counts.</summary>
    static IEnumerable<int> GrainBits()
    {
        var state = new Queue<int>();
        Seed(1, 2); // a prime field
        Seed(0, 4); // S-box x^5
        Seed(FieldBits, 12);
        Seed(Width, 12);
        Seed(FullRounds, 10);
        Seed(PartialRounds, 10);
        Seed((1 << 30) - 1, 30);

        for (var i = 0; i < 160; i++) Step();
        while (true)
        {
            var counts = Step() == 1;
            var bit = Step();
            if (counts) yield return bit;
        }

        void Seed(int value, int bits)
        {
            for (var i = bits - 1; i >= 0; i--) state.Enqueue((value >> i) & 1);
        }

        int Step()
        {
            var now = state.ToArray();
            var bit = now[62] ^ now[51] ^ now[38] ^ now[23] ^ now[13] ^ now[0];
            state.Dequeue();
            state.Enqueue(bit);
            return bit;
        }
    }
}
