using System.Text.Json.Nodes;
using Vendue.Cli.CommandLine;
using Vendue.Client;
using Vendue.Kernel;

namespace Vendue.Cli.Accounts;

/// <summary><c>vendue account new-delegate</c>: a key that may sign for an account once its owner authorises it.</summary>
static class NewDelegateCommand
{
    internal static Command Create()
    {
        var account = ValueOption.Name("--for", "The account that it is to sign for.");
        var key = OutputFiles.RequiredOption("--key", "Where the key goes: a file that only you may read. It is never overwritten.");
        return new Command("new-delegate", "Make a key that signs for an account: fast, and without power over the money. Its owner authorises it with `vendue account authorise`.") { account, key }
            .Runs((parse, console, _) => Task.FromResult(Run(parse.GetRequiredValue(account), parse.GetRequiredValue(key), console)))
            .WithExamples("vendue account new-delegate --for 0x8ba1f109551bd432803012645ac136ddd64dba72 --key prover.json");
    }

    static int Run(Name account, FileInfo file, CommandConsole console)
    {
        using var key = DelegatedKey.Generate();
        KeyOutput.Save(file, path => KeyFile.Save(path, key, account));
        console.Answer(
            $"Delegated key {key.Public} for {account}, in {file}: it counts once the owner authorises it (vendue account authorise --delegate {key.Public}).",
            new JsonObject { ["account"] = account.ToString(), ["delegate"] = key.Public.ToString(), ["key"] = file.ToString() });
        return ExitCode.Success;
    }
}
