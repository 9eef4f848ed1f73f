using Vendue.Proofs.Bench;
using Vendue.Proofs.Bench.Provers;

switch (args)
{
    case ["contender", "vendue", var folder, var count]:
        return VendueWorker.Run(folder, int.Parse(count));
    case ["contender", "rapidsnark", var folder, var library]:
        return RapidsnarkWorker.Run(folder, library);
    case ["verify", ..]:
        VerificationTimes.Print(Text("--snarkjs"));
        Console.WriteLine();
        VerificationPhases.Print();
        return 0;
}

if (Text("--polynomial") is { } fixtures)
    return PolynomialProofs.Run(fixtures, Text("--snarkjs"));

var times = new ProvingTimes(Option("--threads", 2), Option("--rounds", 7), Text("--snarkjs"), Text("--rapidsnark"));
Console.WriteLine($"Groth16 over BN254, {times.Threads} threads, medians of {times.Rounds} paired rounds; milliseconds. 2^k is the evaluation domain, filled to the last row.");
Console.WriteLine(GrowthRow.Header);
var rows = new List<GrowthRow>();
for (int log = Option("--min", 10); log <= Option("--max", 16); log++)
{
    rows.Add(times.Measure(log));
    Console.WriteLine(rows[^1]);
}

if (Text("--plot") is { } path)
    GrowthPlot.Save(rows, times.Threads, path);
return 0;

int Option(string name, int fallback) => Text(name) is { } text ? int.Parse(text) : fallback;

string? Text(string name)
{
    int index = Array.IndexOf(args, name);
    return index >= 0 && index + 1 < args.Length ? args[index + 1] : null;
}
