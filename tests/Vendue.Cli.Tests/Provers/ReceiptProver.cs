using Vendue.Proofs.ZkVms;

namespace Vendue.Cli.Tests.Provers;

/// <summary>An outside prover for one program of a zkVM, as a cluster is: a script that hands over a receipt that lies ready.</summary>
static class ReceiptProver
{
    const string Script = """
        field() { [[ $line =~ \"$1\":\"([^\"]*)\" ]] && printf %s "${BASH_REMATCH[1]}"; }
        while IFS= read -r line; do
          case $(field type) in
            hello) printf '{"type":"ready","version":1,"name":"cluster","slots":1,"programs":[{"name":"guest","system":"%s","verifyingKey":"%s"}]}\n' "$1" "$2/key" ;;
            submit | resume) cp "$2/proof" "$2/values" "$(field folder)"
              printf '{"type":"accepted","id":"%s"}\n{"type":"result","id":"%s","proof":"proof","publicValues":"values"}\n' "$(field id)" "$(field id)" ;;
            cancel) printf '{"type":"cancelled","id":"%s"}\n' "$(field id)" ;;
            ping) printf '{"type":"pong"}\n' ;;
          esac
        done
        """;

    /// <summary>Lays a receipt ready.</summary>
    /// <param name="folder">Where the prover keeps its files.</param>
    /// <param name="program">The program that it announces.</param>
    /// <param name="values">The public values that it hands over.</param>
    /// <param name="proof">The receipt that it hands over, in any form that is taken.</param>
    /// <returns>The prover's command.</returns>
    internal static string CommandOf(string folder, ReceiptProgram program, byte[] values, byte[] proof)
    {
        Assert.SkipUnless(!OperatingSystem.IsWindows() && File.Exists("/bin/bash"), "The script needs bash, which is not there.");
        Directory.CreateDirectory(folder);
        File.WriteAllText(Path.Combine(folder, "prover.sh"), Script);
        File.WriteAllBytes(Path.Combine(folder, "key"), program.ToBytes());
        File.WriteAllBytes(Path.Combine(folder, "values"), values);
        File.WriteAllBytes(Path.Combine(folder, "proof"), proof);
        return $"bash '{Path.Combine(folder, "prover.sh")}' '{program.System.Name}' '{folder}'";
    }
}
