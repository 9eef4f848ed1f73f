using System.Diagnostics;
using System.Globalization;
using Vendue.Proofs.Formats;
using Vendue.Proofs.Groth16;

namespace Vendue.Proofs.Bench.Provers;

/// <summary>Our side of a <see cref="Contender"/>.</summary>
static class VendueWorker
{
    public const string BuildTables = "tables";
    public const string Cancel = "cancel";

    public static int Run(string folder, int threads)
    {
        long watch = Stopwatch.GetTimestamp();
        ZKey key;
        using (FileStream file = File.OpenRead(Path.Combine(folder, Exercise.Key)))
            key = ZKeyFile.Read(file);
        Say(Stopwatch.GetElapsedTime(watch).TotalMilliseconds);
        Witness witness;
        using (FileStream file = File.OpenRead(Path.Combine(folder, Exercise.Witness)))
            witness = WitnessFile.Read(file);

        Groth16Prover? prover = null;
        double last = 0;
        while (Console.ReadLine() is { } command)
        {
            watch = Stopwatch.GetTimestamp();
            prover ??= new Groth16Prover(key);
            if (command == Cancel)
            {
                Say(Cancellation.SlowestMilliseconds(prover, witness, threads, last));
                continue;
            }

            if (command == BuildTables)
            {
                prover.BuildTables(degreeOfParallelism: threads);
                Say(Stopwatch.GetElapsedTime(watch).TotalMilliseconds);
                continue;
            }

            (Groth16Proof proof, PublicValues values) = prover.Prove(witness, threads);
            last = Stopwatch.GetElapsedTime(watch).TotalMilliseconds;
            Save(folder, "Vendue-proof.json", stream => ProofJson.Write(proof, stream));
            Save(folder, "Vendue-public.json", stream => PublicValuesJson.Write(values, stream));
            Say(last);
        }

        return 0;
    }

    static void Say(double milliseconds) => Console.WriteLine(milliseconds.ToString("F3", CultureInfo.InvariantCulture));

    static void Save(string folder, string name, Action<Stream> write)
    {
        using FileStream stream = File.Create(Path.Combine(folder, name));
        write(stream);
    }
}
