namespace Vendue.Proofs.Bench;

/// <summary>Another prover's figures at one size.</summary>
/// <param name="Name">The prover.</param>
/// <param name="Milliseconds">Its median.</param>
/// <param name="Ratio">The median over rounds of its time by ours.</param>
/// <param name="PeakMebibytes">Most memory it ever held.</param>
sealed record Rival(string Name, double Milliseconds, double Ratio, long PeakMebibytes);

/// <summary>One size.</summary>
/// <param name="LogDomain">Binary logarithm of the evaluation domain, which is filled to the last row.</param>
/// <param name="Load">Reading and checking the key, milliseconds.</param>
/// <param name="Cold">A new process' first proof.</param>
/// <param name="Warm">Median of later proofs.</param>
/// <param name="Cancelled">The longest that a cancelled proof went on.</param>
/// <param name="PeakMebibytes">Most memory our process ever held.</param>
/// <param name="Rivals">The others.</param>
sealed record GrowthRow(int LogDomain, double Load, double Cold, double Warm, double Cancelled, long PeakMebibytes, Rival[] Rivals)
{
    public static string Header =>
        "| domain | load key | cold | warm | cancelled within | MiB | rivals: median, ratio, MiB |\n|---|---|---|---|---|---|---|";

    public override string ToString()
    {
        string rivals = string.Join("; ", Rivals.Select(rival => $"{rival.Name} {rival.Milliseconds:F0}, {rival.Ratio:F1}x, {rival.PeakMebibytes}"));
        return $"| 2^{LogDomain} | {Load:F0} | {Cold:F0} | {Warm:F0} | {Cancelled:F0} | {PeakMebibytes} | {rivals} |";
    }
}
