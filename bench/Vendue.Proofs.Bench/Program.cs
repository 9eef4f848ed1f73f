using System.Diagnostics;
using Vendue.Proofs;
using Vendue.Proofs.Bench;
using Vendue.Proofs.Formats;
using Vendue.Proofs.Groth16;

const int repetitions = 5;
int smallest = Option("--min", 10);
int largest = Option("--max", 16);
int threads = Option("--threads", 2);
string? modules = Text("--snarkjs");
if (Text("--polynomial") is { } fixtures)
    return PolynomialProofs.Run(fixtures, modules);
if (args is ["verify", ..])
{
    VerificationTimes.Print(modules);
    Console.WriteLine();
    VerificationPhases.Print();
    return 0;
}

Console.WriteLine($"Groth16 over BN254, {threads} threads, best and median of {repetitions} or more; milliseconds. 2^k is the evaluation domain, filled to the last row.");
Console.WriteLine("| domain | setup | load zkey | cold | prove | median | verify | cancelled within | snarkjs prove | snarkjs verify | prove ratio | MB |");
Console.WriteLine("|---|---|---|---|---|---|---|---|---|---|---|---|");
for (int log = smallest; log <= largest; log++)
    Measure(log);
return 0;

void Measure(int log)
{
    (R1cs circuit, Witness witness) = SyntheticCircuit.Build((1 << log) - 3);
    long watch = Stopwatch.GetTimestamp();
    ZKey made = DevelopmentSetup.Run(circuit, "bench"u8, threads);
    double setup = Stopwatch.GetElapsedTime(watch).TotalMilliseconds;

    using var file = new MemoryStream();
    ZKeyFile.Write(made, file);
    ZKey key = made;
    double load = Best(() => key = ZKeyFile.Read(file));

    watch = Stopwatch.GetTimestamp();
    var prover = new Groth16Prover(key);
    (Groth16Proof proof, PublicValues publicValues) = prover.Prove(witness, threads);
    double cold = Stopwatch.GetElapsedTime(watch).TotalMilliseconds;
    double[] times = Times(() => (proof, publicValues) = prover.Prove(witness, threads));
    double prove = times[0];
    double cancelled = Cancellation.SlowestMilliseconds(prover, witness, threads, prove);
    byte[] keyBytes = key.VerifyingKey.ToBytes();
    byte[] publicBytes = publicValues.ToBytes();
    byte[] proofBytes = proof.ToBytes();
    var system = new Groth16Bn254();
    double verify = Best(() => Require(system.Verify(keyBytes, publicBytes, proofBytes) == ProofVerdict.Valid));

    Snarkjs.Result? peer = modules is null
        ? null
        : Snarkjs.Run(modules, key, witness, proof, publicValues, repetitions);
    string theirs = peer is null
        ? "- | - | -"
        : $"{peer.ProveMilliseconds:F0} | {peer.VerifyMilliseconds:F1} | {peer.ProveMilliseconds / prove:F1}";
    Console.WriteLine($"| 2^{log} | {setup:F0} | {load:F0} | {cold:F0} | {prove:F0} | {times[times.Length / 2]:F0} | {verify:F2} | {cancelled:F0} | {theirs} | {Environment.WorkingSet >> 20} |");
}

// The first runs are compiled in haste: each figure takes at least a second, so that the best is of final code.
static double Best(Action action) => Times(action)[0];

static double[] Times(Action action)
{
    var times = new List<double>();
    long start = Stopwatch.GetTimestamp();
    while (times.Count < repetitions || Stopwatch.GetElapsedTime(start).TotalSeconds < 1)
    {
        long watch = Stopwatch.GetTimestamp();
        action();
        times.Add(Stopwatch.GetElapsedTime(watch).TotalMilliseconds);
    }

    times.Sort();
    return [.. times];
}

static void Require(bool condition)
{
    if (!condition)
        throw new InvalidOperationException("A proof was refused.");
}

int Option(string name, int fallback) => Text(name) is { } text ? int.Parse(text) : fallback;

string? Text(string name)
{
    int index = Array.IndexOf(args, name);
    return index >= 0 && index + 1 < args.Length ? args[index + 1] : null;
}
