using System.Diagnostics;
using System.Text.Json;
using Vendue.Proofs.Formats;

namespace Vendue.Proofs.Bench;

/// <summary>Verification of PLONK and FFLONK proofs beside snarkjs, on the same files in one run; medians.</summary>
static class PolynomialProofs
{
    const int Repetitions = 101;

    /// <summary>Measures every fixture of a folder.</summary>
    /// <param name="folder">Where the fixtures are.</param>
    /// <param name="modules">snarkjs' node_modules; null to measure alone.</param>
    /// <returns>The exit code.</returns>
    public static int Run(string folder, string? modules)
    {
        Console.WriteLine($"Verification over BN254, one thread, medians of {Repetitions}; milliseconds. Key known: as a market checks many proofs under one key.");
        Console.WriteLine("| proof | key known | key new | snarkjs | ratio |");
        Console.WriteLine("|---|---|---|---|---|");
        foreach (string protocol in (string[])["plonk", "fflonk"])
        {
            foreach (int count in (int[])[0, 1, 3, 20])
                Measure(Path.Combine(folder, $"publics-{count}"), protocol, $"{protocol}, {count} public", modules);
        }

        return 0;
    }

    static void Measure(string files, string protocol, string name, string? modules)
    {
        byte[] Read(string what) => File.ReadAllBytes($"{files}.{what}.json");
        SnarkjsKey parsed = SnarkjsKey.Parse(Read($"{protocol}.vkey"));
        byte[] key = parsed.ToBytes();
        byte[] proof = parsed.ReadProof(Read($"{protocol}.proof"));
        byte[] values = PublicValuesJson.Parse(Read("public")).ToBytes();
        double known = Median(() => Require(parsed.System.Verify(key, values, proof)));
        double cold = Median(() => Require(Fresh(parsed.System).Verify(key, values, proof)));
        double? theirs = modules is null ? null : Theirs(modules, files, protocol);
        Console.WriteLine($"| {name} | {known:F2} | {cold:F2} | {(theirs is { } t ? $"{t:F1} | {t / known:F1}" : "- | -")} |");
    }

    static ProofSystem Fresh(ProofSystem system) => (ProofSystem)Activator.CreateInstance(system.GetType())!;

    static double Median(Action action)
    {
        long start = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(start).TotalSeconds < 2)
            action();
        var times = new double[Repetitions];
        foreach (ref double time in times.AsSpan())
        {
            long watch = Stopwatch.GetTimestamp();
            action();
            time = Stopwatch.GetElapsedTime(watch).TotalMilliseconds;
        }

        Array.Sort(times);
        return times[Repetitions / 2];
    }

    static void Require(ProofVerdict verdict)
    {
        if (verdict != ProofVerdict.Valid)
            throw new InvalidOperationException("A proof was refused.");
    }

    static double Theirs(string modules, string files, string protocol)
    {
        var start = new ProcessStartInfo("node") { RedirectStandardOutput = true };
        foreach (string argument in (string[])[Path.Combine(AppContext.BaseDirectory, "snarkjs-verify.cjs"), Path.GetFullPath(modules), files, protocol, $"{Repetitions}"])
            start.ArgumentList.Add(argument);
        using Process process = Process.Start(start) ?? throw new InvalidOperationException("node did not start.");
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        if (process.ExitCode != 0)
            throw new InvalidOperationException("snarkjs refused a proof.");
        using JsonDocument report = JsonDocument.Parse(output);
        return report.RootElement.GetProperty("median").GetDouble();
    }
}
