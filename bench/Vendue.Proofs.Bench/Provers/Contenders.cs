using System.Diagnostics;

namespace Vendue.Proofs.Bench.Provers;

/// <summary>How each prover is started on the files of one <see cref="Exercise"/>.</summary>
static class Contenders
{
    public static Contender Vendue(string folder, int threads) =>
        Contender.Start("Vendue", This("vendue", folder, $"{threads}"));

    public static Contender Snarkjs(string modules, string folder)
    {
        var start = new ProcessStartInfo("node");
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "snarkjs.cjs"));
        start.ArgumentList.Add(Path.GetFullPath(modules));
        start.ArgumentList.Add(folder);
        return Contender.Start("snarkjs", start);
    }

    /// <summary>Its threads are told to sleep between proofs: else they would turn idly through the others' turns.</summary>
    public static Contender Rapidsnark(string library, string folder, int threads)
    {
        ProcessStartInfo start = This("rapidsnark", folder, Path.GetFullPath(library));
        start.Environment["OMP_NUM_THREADS"] = $"{threads}";
        start.Environment["OMP_WAIT_POLICY"] = "passive";
        return Contender.Start("rapidsnark", start);
    }

    static ProcessStartInfo This(params string[] arguments)
    {
        string path = Environment.ProcessPath ?? throw new InvalidOperationException("This program's own file is unknown.");
        var start = new ProcessStartInfo(path);
        start.ArgumentList.Add("contender");
        foreach (string argument in arguments)
            start.ArgumentList.Add(argument);
        return start;
    }
}
