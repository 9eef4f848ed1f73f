using Vendue.Proofs.Fields;

namespace Vendue.Proofs.Curves;

/// <summary>
/// A point in Jacobian coordinates, (X/Z^2, Y/Z^3), infinity when Z is zero. Formulas: Bernstein and Lange's
/// Explicit-Formulas Database, short Weierstrass with a = 0. Complete: every case, doubling and infinity too, is handled.
/// Not constant time.
/// </summary>
/// <typeparam name="TField">The field of the coordinates.</typeparam>
/// <param name="X">Scaled first coordinate.</param>
/// <param name="Y">Scaled second coordinate.</param>
/// <param name="Z">The scale.</param>
public readonly record struct JacobianPoint<TField>(TField X, TField Y, TField Z)
    where TField : struct, IField<TField>
{
    const int WindowBits = 4;

    /// <summary>The neutral element.</summary>
    public static JacobianPoint<TField> Infinity => new(TField.One, TField.One, TField.Zero);

    /// <summary>Whether this is the neutral element.</summary>
    public bool IsInfinity => Z.IsZero;

    /// <summary>Additive inverse.</summary>
    public static JacobianPoint<TField> operator -(in JacobianPoint<TField> point) => new(point.X, -point.Y, point.Z);

    /// <summary>The same point with scale one.</summary>
    /// <param name="point">Any affine point.</param>
    /// <returns>The point.</returns>
    public static JacobianPoint<TField> FromAffine(in AffinePoint<TField> point) =>
        point.IsInfinity ? Infinity : new JacobianPoint<TField>(point.X, point.Y, TField.One);

    /// <summary>The coordinates proper of a point whose scale is public; one inversion.</summary>
    /// <returns>The affine point.</returns>
    public AffinePoint<TField> ToAffine() => IsInfinity ? AffinePoint<TField>.Infinity : Scaled(Z.Inverse());

    /// <summary>
    /// The coordinates proper of a point that a secret was multiplied into. The scale carries bits of the secret (Naccache, Smart
    /// and Stern 2004), so it is inverted by the same steps whatever it is.
    /// </summary>
    /// <returns>The affine point.</returns>
    public AffinePoint<TField> SecretToAffine() => IsInfinity ? AffinePoint<TField>.Infinity : Scaled(Z.SecretInverse());

    /// <summary>Twice the point ("dbl-2009-l").</summary>
    /// <returns>The double.</returns>
    public JacobianPoint<TField> Double()
    {
        TField a = X.Square();
        TField b = Y.Square();
        TField c = b.Square();
        TField d = ((X + b).Square() - a - c).Double();
        TField e = a.Double() + a;
        TField x = e.Square() - d.Double();
        TField y = (e * (d - x)) - c.Double().Double().Double();
        return new JacobianPoint<TField>(x, y, (Y * Z).Double());
    }

    /// <summary>Sum with an affine point ("madd-2007-bl").</summary>
    /// <param name="other">Any point.</param>
    /// <returns>The sum.</returns>
    public JacobianPoint<TField> Add(in AffinePoint<TField> other)
    {
        if (other.IsInfinity)
            return this;
        if (IsInfinity)
            return FromAffine(other);
        TField zz = Z.Square();
        TField u = other.X * zz;
        TField s = other.Y * Z * zz;
        TField h = u - X;
        TField r = (s - Y).Double();
        if (h.IsZero)
            return r.IsZero ? Double() : Infinity;
        TField hh = h.Square();
        TField i = hh.Double().Double();
        TField j = h * i;
        TField v = X * i;
        TField x = r.Square() - j - v.Double();
        TField y = (r * (v - x)) - (Y * j).Double();
        return new JacobianPoint<TField>(x, y, (Z + h).Square() - zz - hh);
    }

    /// <summary>Sum ("add-2007-bl").</summary>
    /// <param name="other">Any point.</param>
    /// <returns>The sum.</returns>
    public JacobianPoint<TField> Add(in JacobianPoint<TField> other)
    {
        if (other.IsInfinity)
            return this;
        if (IsInfinity)
            return other;
        TField z1 = Z.Square();
        TField z2 = other.Z.Square();
        TField u1 = X * z2;
        TField u2 = other.X * z1;
        TField s1 = Y * other.Z * z2;
        TField s2 = other.Y * Z * z1;
        TField h = u2 - u1;
        TField r = (s2 - s1).Double();
        if (h.IsZero)
            return r.IsZero ? Double() : Infinity;
        TField i = h.Double().Square();
        TField j = h * i;
        TField v = u1 * i;
        TField x = r.Square() - j - v.Double();
        TField y = (r * (v - x)) - (s1 * j).Double();
        return new JacobianPoint<TField>(x, y, ((Z + other.Z).Square() - z1 - z2) * h);
    }

    /// <summary>Multiple of the point by fixed windows of four bits.</summary>
    /// <param name="scalar">Any 256-bit integer.</param>
    /// <returns>The multiple.</returns>
    public JacobianPoint<TField> Multiply(in UInt256 scalar)
    {
        var multiples = new JacobianPoint<TField>[1 << WindowBits];
        multiples[0] = Infinity;
        for (int i = 1; i < multiples.Length; i++)
            multiples[i] = multiples[i - 1].Add(this);
        JacobianPoint<TField> result = Infinity;
        for (int window = ((scalar.BitLength + WindowBits - 1) / WindowBits) - 1; window >= 0; window--)
        {
            for (int i = 0; i < WindowBits && !result.IsInfinity; i++)
                result = result.Double();
            result = result.Add(multiples[scalar.Bits(window * WindowBits, WindowBits)]);
        }

        return result;
    }

    /// <summary>Multiple of the point by a scalar of the group.</summary>
    /// <param name="scalar">The scalar.</param>
    /// <returns>The multiple.</returns>
    public JacobianPoint<TField> Multiply(in Fr scalar) => Multiply(scalar.ToInteger());

    /// <summary>Whether both stand for one point, whatever their scales.</summary>
    /// <param name="other">Any point.</param>
    /// <returns>True for the same point.</returns>
    public bool SamePoint(in JacobianPoint<TField> other)
    {
        if (IsInfinity || other.IsInfinity)
            return IsInfinity && other.IsInfinity;
        TField z1 = Z.Square();
        TField z2 = other.Z.Square();
        return (X * z2).Equals(other.X * z1) && (Y * z2 * other.Z).Equals(other.Y * z1 * Z);
    }

    AffinePoint<TField> Scaled(in TField inverse)
    {
        TField square = inverse.Square();
        return new AffinePoint<TField>(X * square, Y * square * inverse);
    }
}
