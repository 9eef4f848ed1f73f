using System.Diagnostics;
using Vendue.Proofs.Curves;
using Vendue.Proofs.Fields;
using Vendue.Proofs.Groth16;
using Vendue.Proofs.Statements;
using Vendue.Proofs.Vectors;

namespace Vendue.Proofs.Bench;

/// <summary>Where a verification's time goes: each phase alone, in microseconds, and the field operations it is made of, in nanoseconds.</summary>
static class VerificationPhases
{
    const int Repetitions = 301;
    static readonly TimeSpan WarmUp = TimeSpan.FromMilliseconds(300);

    public static void Print()
    {
        (R1cs circuit, Witness witness) = ProductChain.Build(61);
        ZKey key = DevelopmentSetup.Run(circuit, "bench"u8, 2);
        (Groth16Proof proof, PublicValues values) = new Groth16Prover(key).Prove(witness, 2);
        byte[] bytes = proof.ToBytes();
        byte[] publicBytes = values.ToBytes();
        byte[] keyBytes = key.VerifyingKey.ToBytes();
        var system = new Groth16Bn254();
        MillerLines lines = MillerLines.Of(proof.B);
        PreparedKey prepared = key.VerifyingKey.Prepared;
        JacobianPoint<Fp>[] points = [JacobianPoint<Fp>.FromAffine(proof.A), JacobianPoint<Fp>.FromAffine(proof.C), JacobianPoint<Fp>.FromAffine(-proof.C)];
        Fp12 miller = Pairing.MillerLoop(points, [lines, prepared.Gamma, prepared.Delta]);
        Fp12 unit = FinalExponentiation.Apply(miller);

        Console.WriteLine("| phase | microseconds |");
        Console.WriteLine("|---|---|");
        Row("whole, from bytes", () => system.Verify(keyBytes, publicBytes, bytes));
        Row("whole, points validated", () => Groth16Verifier.Verify(key.VerifyingKey, values, proof));
        Row("parse", () => Groth16Proof.Parse(bytes));
        Row("subgroup check", () => G2.IsInSubgroup(proof.B));
        Row("lines of B", () => MillerLines.Of(proof.B));
        Row("Miller loop, 3 pairs", () => Pairing.MillerLoop(points, [lines, prepared.Gamma, prepared.Delta]));
        Row("Miller loop, 3 pairs, scalar", () => Pairing.ScalarMillerLoop(points, [lines, prepared.Gamma, prepared.Delta]));
        Row("inverse in Fp12", () => miller.Inverse());
        Row("final exponentiation", () => FinalExponentiation.Apply(miller));
        Row("final exponentiation, scalar, after inversion", () => FinalExponentiation.AfterInversion(miller));
        Row("statement commitment, tables", () => prepared.Commitment.Of(values));
        Row("lines of 8 points together", () => MillerLines.DrawEach([.. Enumerable.Repeat(proof.B, 8)]));
        if (FpVector.IsSupported)
        {
            ulong[] coefficients = [.. Enumerable.Range(1, 8).Select(i => (ulong)i * 0x9e3779b97f4a7c15)];
            Row("128-bit multiples of 8 points together", () => G1Vector.Multiples([.. Enumerable.Repeat(proof.A, 8)], coefficients, coefficients));
            Row("lines evaluated", () => lines.Vectors.At(points[0]));
            Row("lines put side by side", () => VectorLines.Of(Enumerable.Range(0, Pairing.LineCount).Select(i => lines[i]).ToArray()));
        }

        Row("key hash", () => VerifyingKey.HashOf(keyBytes));

        Console.WriteLine();
        Console.WriteLine("| operation | nanoseconds |");
        Console.WriteLine("|---|---|");
        Chain("Fp product", proof.A.X, value => value * value);
        Chain("Fp square", proof.A.X, value => value.Square());
        Chain("Fp sum", proof.A.X, value => value + value);
        Chain("Fp difference", proof.A.X, (value, first) => first - value);
        Chain("Fp inverse", proof.A.X, value => value.Inverse(), 100);
        Chain("Fp inverse, secret", proof.A.X, value => value.SecretInverse(), 100);
        Chain("Fp2 product", proof.B.X, (value, first) => value * first);
        Chain("Fp2 square", proof.B.X, value => value.Square());
        Chain("Fp2 times non-residue", proof.B.X, value => value.MultiplyByNonResidue());
        Chain("Fp6 product", miller.C0, (value, first) => value * first);
        Chain("Fp12 product", miller, (value, first) => value * first);
        Chain("Fp12 square", miller, value => value.Square());
        Chain("Fp12 times line", miller, (value, first) => value.MultiplyByLine(first.C0.C0, first.C0.C1, first.C0.C2));
        Chain("Fp12 times monic line", miller, (value, first) => value.MultiplyByMonicLine(first.C0.C0, first.C0.C1));
        Chain("cyclotomic square", unit, value => value.CyclotomicSquare());
        if (!FpVector.IsSupported)
            return;
        Fp12Vector vector = Fp12Vector.Of(unit);
        Chain("8 Fp products, vector", vector.Coefficients.C0, (value, first) => value * first);
        Chain("8 Fp2 products, vector", vector.Coefficients, (value, first) => value * first);
        Chain("Fp12 product, vector", vector, (value, first) => value * first);
        Chain("Fp12 square, vector", vector, value => value.Square());
        Chain("cyclotomic square, vector", vector, value => value.CyclotomicSquare());
    }

    static void Row<T>(string name, Func<T> action) => Console.WriteLine($"| {name} | {Median(action) * 1e3:F1} |");

    static double Median<T>(Func<T> action)
    {
        // The runtime compiles the final code beside the running program: until it has, the haste of its first tier is measured.
        long start = Stopwatch.GetTimestamp();
        for (int i = 0; i < Repetitions || Stopwatch.GetElapsedTime(start) < WarmUp; i++)
            action();
        double[] times = new double[Repetitions];
        for (int i = 0; i < Repetitions; i++)
        {
            long watch = Stopwatch.GetTimestamp();
            action();
            times[i] = Stopwatch.GetElapsedTime(watch).TotalMilliseconds;
        }

        Array.Sort(times);
        return times[Repetitions / 2];
    }

    static void Chain<T>(string name, T first, Func<T, T> step, int length = 1000) => Chain(name, first, (value, _) => step(value), length);

    static void Chain<T>(string name, T first, Func<T, T, T> step, int length = 1000)
    {
        double milliseconds = Median(() =>
        {
            T value = first;
            for (int i = 0; i < length; i++)
                value = step(value, first);
            return value;
        });
        Console.WriteLine($"| {name} | {milliseconds * 1e6 / length:F1} |");
    }
}
