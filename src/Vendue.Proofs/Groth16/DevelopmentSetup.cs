using System.Buffers.Binary;
using System.Numerics;
using System.Security.Cryptography;
using Vendue.Proofs.Curves;
using Vendue.Proofs.Fields;
using Vendue.Proofs.Sums;

namespace Vendue.Proofs.Groth16;

/// <summary>
/// Makes a circuit's keys from a seed, in seconds and without a ceremony. INSECURE BY DESIGN: whoever knows the seed can
/// forge any proof. For development, demonstrations and tests only; real money needs a real ceremony's .zkey.
/// </summary>
public static class DevelopmentSetup
{
    /// <summary>Longest seed taken, bytes.</summary>
    public const int MaxSeedLength = 1024;

    /// <summary>Makes the keys. The same circuit and seed give the same key, byte for byte.</summary>
    /// <param name="circuit">The constraints.</param>
    /// <param name="seed">1 to 1024 bytes.</param>
    /// <param name="degreeOfParallelism">Most threads at work, 1 or more.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>The proving key, which holds the verifying key too.</returns>
    /// <exception cref="ArgumentException">Empty or overlong seed, or a circuit beyond 2^27 constraints.</exception>
    public static ZKey Run(
        R1cs circuit, ReadOnlySpan<byte> seed, int degreeOfParallelism = 1, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(circuit);
        if (seed.Length is 0 or > MaxSeedLength)
            throw new ArgumentException($"The seed must have 1 to {MaxSeedLength} bytes.", nameof(seed));
        int rows = circuit.ConstraintCount + circuit.PublicCount + 1;
        int logSize = Math.Max(1, BitOperations.Log2((uint)rows - 1) + 1);
        if (logSize >= EvaluationDomain.MaxLogSize)
            throw new ArgumentException("The circuit has too many constraints for the field's roots of unity.", nameof(circuit));
        var options = new ParallelOptions { MaxDegreeOfParallelism = degreeOfParallelism, CancellationToken = cancellationToken };
        return new Construction(circuit, logSize, Secrets.From(seed, logSize)).Build(options);
    }

    /// <summary>What a ceremony destroys and a seed reveals. gamma is one, as in snarkjs.</summary>
    readonly record struct Secrets(Fr Tau, Fr Alpha, Fr Beta, Fr Delta)
    {
        public static Secrets From(ReadOnlySpan<byte> seed, int logSize)
        {
            var drawn = new Fr[4];
            uint counter = 0;
            for (int i = 0; i < drawn.Length; i++)
            {
                do
                    drawn[i] = Draw(seed, counter++);
                while (drawn[i].IsZero || drawn[i] == Fr.One || (i == 0 && IsRootOfUnity(drawn[i], logSize + 1)));
            }

            return new Secrets(drawn[0], drawn[1], drawn[2], drawn[3]);
        }

        /// <summary>512 bits of hash, reduced: the bias is below 2^-250.</summary>
        static Fr Draw(ReadOnlySpan<byte> seed, uint counter)
        {
            Span<byte> number = stackalloc byte[sizeof(uint)];
            BinaryPrimitives.WriteUInt32BigEndian(number, counter);
            using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA512);
            hash.AppendData("vendue.development-setup.v1\0"u8);
            hash.AppendData(number);
            hash.AppendData(seed);
            return Fr.FromInteger(new BigInteger(hash.GetHashAndReset(), isUnsigned: true, isBigEndian: true));
        }

        static bool IsRootOfUnity(Fr value, int log)
        {
            for (int i = 0; i < log; i++)
                value = value.Square();
            return value == Fr.One;
        }
    }

    sealed class Construction(R1cs circuit, int logSize, Secrets secrets)
    {
        readonly Fr[] a = new Fr[circuit.WireCount];
        readonly Fr[] b = new Fr[circuit.WireCount];
        readonly Fr[] c = new Fr[circuit.WireCount];

        public ZKey Build(ParallelOptions options)
        {
            EvaluateColumns();
            var g1 = new FixedBaseTable<Fp>(G1.Generator);
            var g2 = new FixedBaseTable<Fp2>(G2.Generator);
            int firstPrivate = circuit.PublicCount + 1;
            Fr[] products = Products();
            AffinePoint<Fp>[] fixed1 = g1.Multiply([secrets.Alpha, secrets.Beta, secrets.Delta], options);
            AffinePoint<Fp2>[] fixed2 = g2.Multiply([secrets.Beta, Fr.One, secrets.Delta], options);
            return new ZKey
            {
                WireCount = circuit.WireCount,
                LogDomainSize = logSize,
                VerifyingKey = new VerifyingKey(
                    fixed1[0], fixed2[0], fixed2[1], fixed2[2], g1.Multiply(products[..firstPrivate], options)),
                Beta1 = fixed1[1],
                Delta1 = fixed1[2],
                A = Pad(circuit.A, bindPublicValues: true),
                B = Pad(circuit.B, bindPublicValues: false),
                PointsA = g1.Multiply(a, options),
                PointsB1 = g1.Multiply(b, options),
                PointsB2 = g2.Multiply(b, options),
                PointsC = g1.Multiply(Scale(products[firstPrivate..], secrets.Delta.Inverse()), options),
                PointsH = g1.Multiply(CosetScalars(), options),
            };
        }

        /// <summary>Each wire's three polynomials at tau; a row beyond the constraints binds each public value.</summary>
        void EvaluateColumns()
        {
            Fr[] lagrange = LagrangeAtTau(logSize, 1, 1 << logSize);
            Accumulate(circuit.A, lagrange, a);
            Accumulate(circuit.B, lagrange, b);
            Accumulate(circuit.C, lagrange, c);
            for (int wire = 0; wire <= circuit.PublicCount; wire++)
                a[wire] += lagrange[circuit.ConstraintCount + wire];
        }

        static void Accumulate(SparseMatrix matrix, Fr[] lagrange, Fr[] columns)
        {
            for (int row = 0; row < matrix.RowCount; row++)
            {
                ReadOnlySpan<int> wires = matrix.Columns(row);
                ReadOnlySpan<Fr> values = matrix.Values(row);
                for (int i = 0; i < wires.Length; i++)
                    columns[wires[i]] += values[i] * lagrange[row];
            }
        }

        /// <summary>beta A + alpha B + C at tau, for each wire.</summary>
        Fr[] Products()
        {
            var products = new Fr[a.Length];
            for (int i = 0; i < products.Length; i++)
                products[i] = (secrets.Beta * a[i]) + (secrets.Alpha * b[i]) + c[i];
            return products;
        }

        /// <summary>Lagrange polynomials of the odd points of the doubled domain at tau, over delta.</summary>
        Fr[] CosetScalars()
        {
            Fr[] doubled = LagrangeAtTau(logSize + 1, 2, 1 << logSize, EvaluationDomain.RootOfUnity(logSize + 1));
            return Scale(doubled, secrets.Delta.Inverse());
        }

        /// <summary>L_i(tau) = (tau^n - 1) w^i / (n (tau - w^i)) for every stride-th i of the domain of size n.</summary>
        Fr[] LagrangeAtTau(int logDomain, int stride, int count, Fr? first = null)
        {
            Fr step = EvaluationDomain.RootOfUnity(logDomain).Pow(new UInt256((ulong)stride, 0, 0, 0));
            Fr size = Fr.FromInteger(1ul << logDomain);
            Fr vanishing = (secrets.Tau.Pow(new UInt256(1ul << logDomain, 0, 0, 0)) - Fr.One) * size.Inverse();
            var points = new Fr[count];
            var values = new Fr[count];
            Fr point = first ?? Fr.One;
            for (int i = 0; i < count; i++)
            {
                points[i] = point;
                values[i] = secrets.Tau - point;
                point *= step;
            }

            BatchInversion.Invert(values.AsSpan(), new Fr[count]);
            for (int i = 0; i < count; i++)
                values[i] *= vanishing * points[i];
            return values;
        }

        SparseMatrix Pad(SparseMatrix matrix, bool bindPublicValues)
        {
            var entries = new List<(int, int, Fr)>(matrix.EntryCount + circuit.PublicCount + 1);
            for (int row = 0; row < matrix.RowCount; row++)
            {
                for (int i = 0; i < matrix.Columns(row).Length; i++)
                    entries.Add((row, matrix.Columns(row)[i], matrix.Values(row)[i]));
            }

            for (int wire = 0; bindPublicValues && wire <= circuit.PublicCount; wire++)
                entries.Add((circuit.ConstraintCount + wire, wire, Fr.One));
            return SparseMatrix.FromEntries(1 << logSize, entries);
        }

        static Fr[] Scale(Fr[] values, Fr factor)
        {
            for (int i = 0; i < values.Length; i++)
                values[i] *= factor;
            return values;
        }
    }
}
