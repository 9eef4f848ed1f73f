using ScottPlot;

namespace Vendue.Proofs.Bench;

/// <summary>Times by size, both axes logarithmic, one line a prover.</summary>
static class GrowthPlot
{
    public static void Save(IReadOnlyList<GrowthRow> rows, int threads, string path)
    {
        using var plot = new Plot();
        Add(plot, "Vendue, cold", rows.Select(row => (row.LogDomain, row.Cold)));
        Add(plot, "Vendue, warm", rows.Select(row => (row.LogDomain, row.Warm)));
        Add(plot, "Vendue, with tables", rows.Select(row => (row.LogDomain, row.WithTables)));
        foreach (IGrouping<string, (int LogDomain, Rival Rival)> rival in rows
            .SelectMany(row => row.Rivals.Select(rival => (row.LogDomain, rival))).GroupBy(pair => pair.Item2.Name))
        {
            Add(plot, rival.Key, rival.Select(pair => (pair.LogDomain, pair.Rival.Milliseconds)));
        }

        plot.Title($"Groth16 over BN254: a proof by size of the circuit, {threads} threads");
        plot.XLabel("evaluation domain");
        plot.YLabel("time of a proof");
        plot.Axes.Bottom.SetTicks([.. rows.Select(row => (double)row.LogDomain)], [.. rows.Select(row => $"2^{row.LogDomain}")]);
        double[] powers = [1, 2, 3, 4, 5, 6];
        string[] names = ["10 ms", "100 ms", "1 s", "10 s", "100 s", "1000 s"];
        plot.Axes.Left.SetTicks(powers, names);
        plot.ShowLegend(Alignment.UpperLeft);
        plot.SaveSvg(path, 900, 560);
    }

    static void Add(Plot plot, string name, IEnumerable<(int LogDomain, double Milliseconds)> points)
    {
        (int LogDomain, double Milliseconds)[] all = [.. points];
        var line = plot.Add.Scatter(
            Array.ConvertAll(all, point => (double)point.LogDomain), Array.ConvertAll(all, point => Math.Log10(point.Milliseconds)));
        line.LegendText = name;
        line.MarkerSize = 7;
        line.LineWidth = 2;
    }
}
