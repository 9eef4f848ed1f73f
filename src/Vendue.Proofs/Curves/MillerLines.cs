using System.Diagnostics.CodeAnalysis;
using Vendue.Proofs.Fields;
using Vendue.Proofs.Vectors;

namespace Vendue.Proofs.Curves;

/// <summary>One line of the Miller loop before its point of G1 is known: a yP + b xP w + c w^3.</summary>
/// <param name="A">Coefficient of yP.</param>
/// <param name="B">Coefficient of xP w.</param>
/// <param name="C">Coefficient of w cubed.</param>
readonly record struct MillerLine(Fp2 A, Fp2 B, Fp2 C);

/// <summary>
/// All lines that the optimal ate Miller loop draws through one point of G2, in the order the loop meets them. Keys' points
/// are fixed, so their lines are kept.
/// </summary>
sealed class MillerLines
{
    /// <summary>Eight points side by side cost what two do one by one.</summary>
    const int FewestSideBySide = 2;

    readonly MillerLine[] lines;
    readonly Lazy<VectorLines> vectors;
    MonicLine[]? monic;

    MillerLines(VectorLines vectors)
    {
        lines = [];
        this.vectors = new Lazy<VectorLines>(vectors);
    }

    MillerLines(MillerLine[] lines)
    {
        this.lines = lines;
        vectors = new Lazy<VectorLines>(() => VectorLines.Of(lines));
    }

    /// <summary>The same lines side by side.</summary>
    public VectorLines Vectors => vectors.Value;

    /// <summary>The same lines divided by their first coefficients; empty unless prepared so.</summary>
    public ReadOnlySpan<MonicLine> MonicLines => monic;

    /// <summary>Whether there are <see cref="MonicLines"/>.</summary>
    public bool IsMonic => monic is not null;

    /// <summary>The line met at a step; not there when the lines were drawn side by side.</summary>
    /// <param name="step">0 is the first.</param>
    public ref readonly MillerLine this[int step] => ref lines[step];

    /// <summary>Draws the lines of a point known to be of G2.</summary>
    /// <param name="point">A point of G2 other than infinity.</param>
    /// <returns>The lines.</returns>
    /// <exception cref="ArgumentException">The point is outside the subgroup.</exception>
    public static MillerLines Of(in AffinePoint<Fp2> point) =>
        TryDraw(point, out MillerLines? lines) ? lines : throw new ArgumentException("The point is outside G2.", nameof(point));

    /// <summary>Draws the lines of a point that will be paired many times, in the form that is quickest on this machine.</summary>
    /// <param name="point">A point of G2 other than infinity.</param>
    /// <returns>The lines.</returns>
    /// <exception cref="ArgumentException">The point is outside the subgroup.</exception>
    public static MillerLines Prepare(in AffinePoint<Fp2> point) => FpVector.IsSupported ? Of(point) : Monic(point);

    /// <summary>Draws the lines of a point and divides them; see <see cref="MonicLine"/>.</summary>
    /// <param name="point">A point of G2 other than infinity.</param>
    /// <returns>The lines.</returns>
    /// <exception cref="ArgumentException">The point is outside the subgroup.</exception>
    public static MillerLines Monic(in AffinePoint<Fp2> point)
    {
        MillerLines drawn = Of(point);
        drawn.monic = MonicLine.Of(drawn.lines);
        return drawn;
    }

    /// <summary>
    /// Draws the lines of a point of the twist, and tells by the way whether it is of G2: the loop arrives at
    /// [6x+2]Q + psi(Q) - psi^2(Q), which is -psi^3(Q) exactly for the points of the subgroup. That follows from the criterion
    /// of El Housni, Guillevic and Piellard 2022: the norm of (6x+2) + psi - psi^2 + psi^3 has no factor in common with the
    /// twist's cofactor 2p - r. A point of small order may meet a case that the formulas of addition leave out; the third
    /// coordinate is then zero and stays so, which no point of the subgroup ever arrives at.
    /// </summary>
    /// <param name="point">Any point of the twist other than infinity.</param>
    /// <param name="lines">The lines of a point of G2.</param>
    /// <returns>False outside the subgroup.</returns>
    public static bool TryDraw(in AffinePoint<Fp2> point, [NotNullWhen(true)] out MillerLines? lines)
    {
        var drawn = new MillerLine[Pairing.LineCount];
        var current = new ProjectivePoint(point.X, point.Y, Fp2.One);
        AffinePoint<Fp2> negated = -point;
        int step = 0;
        foreach (sbyte digit in Pairing.LoopDigits)
        {
            drawn[step++] = current.Double();
            if (digit != 0)
                drawn[step++] = current.Add(digit > 0 ? point : negated);
        }

        AffinePoint<Fp2> first = G2.Endomorphism(point);
        AffinePoint<Fp2> second = G2.Endomorphism(first);
        drawn[step++] = current.Add(first);
        drawn[step] = current.Add(-second);
        bool isInSubgroup = current.Is(-G2.Endomorphism(second));
        lines = isInSubgroup ? new MillerLines(drawn) : null;
        return isInSubgroup;
    }

    /// <summary>As <see cref="TryDraw"/>, for many points at a time where the machine has vectors.</summary>
    /// <param name="points">Points of the twist.</param>
    /// <returns>The lines of each; null for infinity and outside the subgroup.</returns>
    public static MillerLines?[] DrawEach(ReadOnlySpan<AffinePoint<Fp2>> points)
    {
        var lines = new MillerLines?[points.Length];
        var places = new List<int>(points.Length);
        for (int i = 0; i < points.Length; i++)
        {
            if (!points[i].IsInfinity)
                places.Add(i);
        }

        foreach (int[] some in places.Chunk(FpVector.Count))
        {
            if (!FpVector.IsSupported || some.Length < FewestSideBySide)
            {
                foreach (int place in some)
                    TryDraw(points[place], out lines[place]);
                continue;
            }

            VectorLines?[] drawn = VectorLines.Draw(Gather(points, some));
            for (int i = 0; i < drawn.Length; i++)
                lines[some[i]] = drawn[i] is { } vectors ? new MillerLines(vectors) : null;
        }

        return lines;

        static AffinePoint<Fp2>[] Gather(ReadOnlySpan<AffinePoint<Fp2>> points, int[] places)
        {
            var gathered = new AffinePoint<Fp2>[places.Length];
            for (int i = 0; i < places.Length; i++)
                gathered[i] = points[places[i]];
            return gathered;
        }
    }

    /// <summary>
    /// The moving point in homogeneous coordinates (X/Z, Y/Z); each step also yields its line. Formulas: Costello, Lange,
    /// Naehrig 2010, as refined by Aranha et al. 2011.
    /// </summary>
    struct ProjectivePoint(Fp2 x, Fp2 y, Fp2 z)
    {
        static readonly Fp2 TripledB = G2.B.Double() + G2.B;
        Fp2 x = x;
        Fp2 y = y;
        Fp2 z = z;

        /// <summary>Whether this is an affine point; nothing at infinity is.</summary>
        public readonly bool Is(in AffinePoint<Fp2> other) => !z.IsZero && x == other.X * z && y == other.Y * z;

        public MillerLine Double()
        {
            Fp2 a = (x * y).Halve();
            Fp2 b = y.Square();
            Fp2 c = z.Square();
            Fp2 e = c * TripledB;
            Fp2 f = e.Double() + e;
            Fp2 g = (b + f).Halve();
            Fp2 h = (y + z).Square() - b - c;
            Fp2 j = x.Square();
            Fp2 ee = e.Square();
            x = (b - f) * a;
            y = g.Square() - ee.Double() - ee;
            z = b * h;
            return new MillerLine(-h, j.Double() + j, e - b);
        }

        public MillerLine Add(in AffinePoint<Fp2> other)
        {
            Fp2 o = y - (other.Y * z);
            Fp2 l = x - (other.X * z);
            Fp2 d = l.Square();
            Fp2 e = l * d;
            Fp2 f = z * o.Square();
            Fp2 g = x * d;
            Fp2 h = e + f - g.Double();
            Fp2 oldY = y * e;
            x = l * h;
            y = ((g - h) * o) - oldY;
            z = e * z;
            return new MillerLine(l, -o, (other.X * o) - (l * other.Y));
        }
    }
}
