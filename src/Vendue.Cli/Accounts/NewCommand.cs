using System.Text.Json.Nodes;
using Vendue.Cli.CommandLine;
using Vendue.Client;

namespace Vendue.Cli.Accounts;

/// <summary><c>vendue account new</c>: an owner's key, and so an account.</summary>
static class NewCommand
{
    internal static Command Create()
    {
        var key = OutputFiles.RequiredOption("--key", "Where the key goes: a file that only you may read. It is never overwritten.");
        return new Command("new", "Make an owner's key; its address is the account.") { key }
            .Runs((parse, console, _) => Task.FromResult(Run(parse.GetRequiredValue(key), console)))
            .WithExamples("vendue account new --key me.json");
    }

    static int Run(FileInfo file, CommandConsole console)
    {
        var key = OwnerKey.Generate();
        KeyOutput.Save(file, path => KeyFile.Save(path, key));
        console.Answer(
            $"Account {key.Address}, its key in {file}: keep a copy, because a lost key is lost money.",
            new JsonObject { ["account"] = key.Address.ToString(), ["key"] = file.ToString() });
        return ExitCode.Success;
    }
}
