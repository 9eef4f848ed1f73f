using System.CommandLine;
using Vendue.Cli.CommandLine;
using Vendue.Client;

namespace Vendue.Cli.Markets;

/// <summary>How commands reach a market.</summary>
static class MarketConnection
{
    /// <summary>Where a node listens when nothing else is said.</summary>
    internal const string DefaultAddress = "http://127.0.0.1:7766";

    // A person waits before the command: an unreachable node is told within a second or so.
    const int Retries = 2;

    /// <summary>The option that names the node.</summary>
    internal static Option<Uri> NodeOption()
    {
        var option = ValueOption.Of("--node", "The address of the market's node.", "URL", required: false,
            static (string s, out Uri v) => Uri.TryCreate(s, UriKind.Absolute, out v!) && v.Scheme is "http" or "https", $"an address such as {DefaultAddress}");
        option.DefaultValueFactory = _ => new Uri(DefaultAddress);
        return option;
    }

    /// <summary>The option that names the key file of who acts.</summary>
    internal static Option<FileInfo> KeyOption() =>
        InputFile.RequiredOption("--key", "The key file of the account that acts: an owner's, or a delegated key's.");

    /// <summary>Connects to a node.</summary>
    internal static Task<MarketClient> OpenAsync(Uri node, ISigner? signer, CancellationToken cancellation) =>
        MarketClient.ConnectAsync(node, new MarketClientOptions { Signer = signer, Retries = Retries }, cancellation);

    /// <summary>The signer that a key file holds.</summary>
    internal static ISigner SignerOf(FileInfo key) => Readable(key, KeyFile.LoadSigner);

    /// <summary>Reads a key file, whose failures name it.</summary>
    internal static T Readable<T>(FileInfo key, Func<string, T> read)
    {
        if (!key.Exists) throw new CommandException("file-not-found", $"There is no key file '{key}': check the path, or make one with `vendue account new --key {key}`.");
        try
        {
            return read(key.FullName);
        }
        catch (IOException unusable)
        {
            throw new CommandException("key-unusable", unusable.Message);
        }
    }
}
