namespace Vendue.Proofs.Bench;

/// <summary>Another prover's figures at one size.</summary>
/// <param name="Name">The prover.</param>
/// <param name="Milliseconds">Its median.</param>
/// <param name="Ratio">The median over rounds of its time by ours.</param>
/// <param name="RatioToTables">The same by ours with tables.</param>
/// <param name="PeakMebibytes">Most memory it ever held.</param>
sealed record Rival(string Name, double Milliseconds, double Ratio, double RatioToTables, long PeakMebibytes);

/// <summary>One size; times in milliseconds.</summary>
/// <param name="LogDomain">Binary logarithm of the evaluation domain, which is filled to the last row.</param>
/// <param name="Load">Reading and checking the key.</param>
/// <param name="Cold">A new process' first proof.</param>
/// <param name="Warm">Median of later proofs.</param>
/// <param name="PeakMebibytes">Most memory the process ever held.</param>
/// <param name="Building">Building tables in a new process.</param>
/// <param name="WithTables">Median of proofs with tables.</param>
/// <param name="PeakMebibytesWithTables">Most memory that process ever held.</param>
/// <param name="Cancelled">The longest that a cancelled proof went on, with or without tables.</param>
/// <param name="Rivals">The others.</param>
sealed record GrowthRow(
    int LogDomain,
    double Load,
    double Cold,
    double Warm,
    long PeakMebibytes,
    double Building,
    double WithTables,
    long PeakMebibytesWithTables,
    double Cancelled,
    Rival[] Rivals)
{
    public static string Header =>
        "| domain | load key | cold | warm | MiB | build tables | with tables | MiB | cancelled within | rivals: median, ratio, ratio to tables, MiB |\n"
        + "|---|---|---|---|---|---|---|---|---|---|";

    public override string ToString()
    {
        string rivals = string.Join("; ", Rivals.Select(rival =>
            $"{rival.Name} {rival.Milliseconds:F0}, {rival.Ratio:F1}x, {rival.RatioToTables:F1}x, {rival.PeakMebibytes}"));
        return $"| 2^{LogDomain} | {Load:F0} | {Cold:F0} | {Warm:F0} | {PeakMebibytes} | {Building:F0} | {WithTables:F0} | {PeakMebibytesWithTables} | {Cancelled:F0} | {rivals} |";
    }
}
