using System.Diagnostics;
using Vendue.Proofs.Bench.Provers;
using Vendue.Proofs.Groth16;
using Vendue.Proofs.Statements;

namespace Vendue.Proofs.Bench;

/// <summary>Verification from bytes: one by one under a key seen before and under a new one, and in batches. Rounds alternate, so that each ratio is of one moment.</summary>
static class VerificationTimes
{
    const int Largest = 256;
    const int Rounds = 15;
    static readonly int[] Sizes = [2, 4, 8, 11, 64, Largest];

    public static void Print(string? modules)
    {
        (R1cs circuit, Witness witness) = ProductChain.Build(61);
        ZKey key = DevelopmentSetup.Run(circuit, "bench"u8, 2);
        var prover = new Groth16Prover(key);
        byte[] keyBytes = key.VerifyingKey.ToBytes();
        var cases = new ProofCase[Largest];
        for (int i = 0; i < cases.Length; i++)
        {
            (Groth16Proof proof, PublicValues values) = prover.Prove(witness, 2);
            cases[i] = new ProofCase(keyBytes, values.ToBytes(), proof.ToBytes());
        }

        var system = new Groth16Bn254();
        var single = new List<double>();
        var fresh = new List<double>();
        List<double>[] batches = [.. Sizes.Select(_ => new List<double>())];
        var spoilt = new List<double>();
        for (int round = -5; round < Rounds; round++)
        {
            Record(round, single, 64, () => Array.ForEach(cases[..64], one => Require(Verify(system, one))));
            Record(round, fresh, 8, () => Array.ForEach(cases[..8], one => Require(Verify(new Groth16Bn254(), one))));
            for (int i = 0; i < Sizes.Length; i++)
            {
                ProofCase[] batch = cases[..Sizes[i]];
                Record(round, batches[i], batch.Length, () => Require(Array.TrueForAll(system.VerifyMany(batch), verdict => verdict == ProofVerdict.Valid)));
            }

            ProofCase[] mixed = [.. cases[..64]];
            mixed[40] = mixed[40] with { Proof = new Groth16Proof(default, Groth16Proof.Parse(mixed[40].Proof.Span).B, default).ToBytes() };
            Record(round, spoilt, 64, () => Require(system.VerifyMany(mixed).Count(verdict => verdict == ProofVerdict.Valid) == 63));
        }

        double one = Median(single);
        Console.WriteLine($"Groth16 over BN254, one thread, one public value, from bytes; medians of {Rounds} rounds.");
        Console.WriteLine("| | ms per proof | times one by one |");
        Console.WriteLine("|---|---|---|");
        Console.WriteLine($"| one by one, key prepared | {one:F3} | 1.0 |");
        Console.WriteLine($"| one by one, new key | {Median(fresh):F3} | {one / Median(fresh):F2} |");
        for (int i = 0; i < Sizes.Length; i++)
            Console.WriteLine($"| batch of {Sizes[i]} | {Median(batches[i]):F3} | {one / Median(batches[i]):F2} |");
        Console.WriteLine($"| batch of 64, one false | {Median(spoilt):F3} | {one / Median(spoilt):F2} |");
        if (modules is not null)
            Console.WriteLine($"| snarkjs | {SnarkjsMilliseconds(modules):F3} | |");
    }

    static double SnarkjsMilliseconds(string modules)
    {
        using var exercise = new Exercise(logDomain: 6, threads: 2);
        using (Contender ours = Contenders.Vendue(exercise.Folder, threads: 2))
            ours.Ask("prove");
        using Contender snarkjs = Contenders.Snarkjs(modules, exercise.Folder);
        return Median([.. Enumerable.Range(0, Rounds).Select(_ => snarkjs.Ask("verify"))]);
    }

    static bool Verify(Groth16Bn254 system, ProofCase one) =>
        system.Verify(one.VerifyingKey.Span, one.PublicValues.Span, one.Proof.Span) == ProofVerdict.Valid;

    static void Record(int round, List<double> times, int proofs, Action action)
    {
        long watch = Stopwatch.GetTimestamp();
        action();
        if (round >= 0)
            times.Add(Stopwatch.GetElapsedTime(watch).TotalMilliseconds / proofs);
    }

    static double Median(List<double> times) => times.Order().ElementAt(times.Count / 2);

    static void Require(bool condition)
    {
        if (!condition)
            throw new InvalidOperationException("A verdict is wrong.");
    }
}
