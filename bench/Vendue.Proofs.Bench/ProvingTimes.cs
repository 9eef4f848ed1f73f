using Vendue.Proofs.Bench.Provers;

namespace Vendue.Proofs.Bench;

/// <summary>
/// Proving beside others on the same key and witness. In each round every prover makes one proof, so that a ratio is of one
/// moment of the machine; every proof is verified by us, and ours by snarkjs.
/// We take part twice: without tables of the key's multiples, and with them.
/// </summary>
/// <param name="Threads">Threads of ours and of rapidsnark; snarkjs takes the machine's cores.</param>
/// <param name="Rounds">Rounds after the first, which is cold.</param>
/// <param name="Modules">Folder with snarkjs, if it takes part.</param>
/// <param name="Rapidsnark">rapidsnark's shared library, if it takes part.</param>
sealed record ProvingTimes(int Threads, int Rounds, string? Modules, string? Rapidsnark)
{
    const int MostSnarkjsDomain = 18;
    const string Prove = "prove";

    public GrowthRow Measure(int logDomain)
    {
        using var exercise = new Exercise(logDomain, Threads);
        using Contender plain = Contenders.Vendue(exercise.Folder, Threads);
        using Contender tabled = Contenders.Vendue(exercise.Folder, Threads);
        using Contender? snarkjs = Modules is { } modules && logDomain <= MostSnarkjsDomain ? Contenders.Snarkjs(modules, exercise.Folder) : null;
        using Contender? rapidsnark = Rapidsnark is { } library ? Contenders.Rapidsnark(library, exercise.Folder, Threads) : null;
        double cold = plain.Ask(Prove);
        double building = tabled.Ask(VendueWorker.BuildTables);
        Contender[] all = [.. new[] { plain, tabled, snarkjs, rapidsnark }.OfType<Contender>()];
        List<double[]> rounds = [];
        for (int round = -1; round < Rounds; round++)
        {
            double[] times = Array.ConvertAll(all, prover => prover.Ask(Prove));
            if (round >= 0)
                rounds.Add(times);
        }

        foreach (Contender prover in all)
            exercise.Check(prover.Name);
        snarkjs?.Ask("verify");
        return new GrowthRow(
            logDomain,
            plain.LoadMilliseconds,
            cold,
            Median(rounds, times => times[0]),
            plain.PeakMebibytes,
            building,
            Median(rounds, times => times[1]),
            tabled.PeakMebibytes,
            Math.Max(plain.Ask(VendueWorker.Cancel), tabled.Ask(VendueWorker.Cancel)),
            [.. all.Skip(2).Select((prover, i) => new Rival(
                prover.Name,
                Median(rounds, times => times[i + 2]),
                Median(rounds, times => times[i + 2] / times[0]),
                Median(rounds, times => times[i + 2] / times[1]),
                prover.PeakMebibytes))]);
    }

    static double Median(List<double[]> rounds, Func<double[], double> figure) => rounds.Select(figure).Order().ElementAt(rounds.Count / 2);
}
