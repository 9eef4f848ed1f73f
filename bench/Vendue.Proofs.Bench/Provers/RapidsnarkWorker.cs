using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;

namespace Vendue.Proofs.Bench.Provers;

/// <summary>rapidsnark's side of a <see cref="Contender"/>: its shared library, which the user has built, by its C interface.</summary>
static unsafe class RapidsnarkWorker
{
    const int TextBytes = 1 << 16;

    public static int Run(string folder, string library)
    {
        nint module = NativeLibrary.Load(library);
        var create = (delegate* unmanaged<nint*, byte*, ulong, byte*, ulong, int>)NativeLibrary.GetExport(module, "groth16_prover_create");
        var prove = (delegate* unmanaged<nint, byte*, ulong, byte*, ulong*, byte*, ulong*, byte*, ulong, int>)NativeLibrary.GetExport(module, "groth16_prover_prove");
        byte[] witness = File.ReadAllBytes(Path.Combine(folder, Exercise.Witness));
        byte[] error = new byte[TextBytes];
        byte[] proof = new byte[TextBytes];
        byte[] values = new byte[TextBytes];
        long watch = Stopwatch.GetTimestamp();
        byte[] key = File.ReadAllBytes(Path.Combine(folder, Exercise.Key));
        fixed (byte* keyStart = key, witnessStart = witness, errorStart = error, proofStart = proof, valuesStart = values)
        {
            nint prover;
            Require(create(&prover, keyStart, (ulong)key.Length, errorStart, TextBytes), error);
            Say(watch);
            while (Console.ReadLine() is not null)
            {
                ulong proofBytes = TextBytes;
                ulong valuesBytes = TextBytes;
                watch = Stopwatch.GetTimestamp();
                Require(prove(prover, witnessStart, (ulong)witness.Length, proofStart, &proofBytes, valuesStart, &valuesBytes, errorStart, TextBytes), error);
                TimeSpan elapsed = Stopwatch.GetElapsedTime(watch);
                File.WriteAllBytes(Path.Combine(folder, "rapidsnark-proof.json"), proof[..(int)proofBytes]);
                File.WriteAllBytes(Path.Combine(folder, "rapidsnark-public.json"), values[..(int)valuesBytes]);
                Say(elapsed);
            }
        }

        return 0;
    }

    static void Say(long since) => Say(Stopwatch.GetElapsedTime(since));

    static void Say(TimeSpan elapsed) => Console.WriteLine(elapsed.TotalMilliseconds.ToString("F3", CultureInfo.InvariantCulture));

    static void Require(int code, byte[] error)
    {
        if (code != 0)
            throw new InvalidOperationException($"rapidsnark: {Encoding.UTF8.GetString(error).TrimEnd('\0')}");
    }
}
