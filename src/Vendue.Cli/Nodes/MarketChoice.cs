using System.CommandLine;
using System.Text.Json;
using Vendue.Cli.CommandLine;
using Vendue.Cli.Mechanisms;
using Vendue.Kernel;
using Vendue.Mechanisms;
using Vendue.Node;
using Vendue.Node.Journal;

namespace Vendue.Cli.Nodes;

/// <summary>The options that say which market is to begin. A market that is there already is not changed by them.</summary>
sealed class MarketChoice
{
    const long MostBytes = 1 << 20;
    static readonly JsonDocumentOptions relaxed = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true, MaxDepth = 32 };

    readonly Option<string?> mechanism = new("--mechanism") { Description = "The mechanism of a market that begins: see `vendue mechanisms`.", HelpName = "NAME" };
    readonly Option<FileInfo> parameters = InputFile.Option("--parameters", "Its parameters, a JSON object; those left out have their defaults.");
    readonly Option<string?> assets = new("--assets") { Description = "Its assets, joined by commas: payment first, collateral second. Without it the names of their roles.", HelpName = "NAMES" };
    readonly Option<bool> development = new("--development") { Description = "A market for trying out: accepts keys of the insecure development setup." };

    readonly Option<string?> beaconParties = new("--beacon-parties") { Description = "Accounts, joined by commas, that make the market's randomness together with the operator (`vendue beacon party`). Without it the operator makes it alone, and can foresee it.", HelpName = "NAMES" };

    readonly Option<ulong> rules = ValueOption.Number("--rules", "The version of the mechanism's rules. Without it the newest; an older one can be upgraded later.", 1, ushort.MaxValue);
    readonly Option<ulong> upgradeNotice = ValueOption.Number("--upgrade-notice", "How many seconds ahead its governor, who is the custodian, must announce an upgrade. Without it 604800, a week.", 1, uint.MaxValue);

    internal IEnumerable<Option> Options => [mechanism, rules, parameters, assets, development, beaconParties, upgradeNotice];

    /// <summary>The market to begin in a folder; null to go on with the one that is there.</summary>
    /// <exception cref="CommandException">The folder has another market than the one described, or none and none is described.</exception>
    internal MarketSettings? SettingsFor(DirectoryInfo folder, ParseResult parse)
    {
        bool begun = File.Exists(VendueNode.JournalPath(folder.FullName));
        if (parse.GetValue(mechanism) is not { } name)
        {
            if (!begun) throw new CommandException("no-market", $"There is no market in '{folder}' yet: name the one to begin with --mechanism (see `vendue mechanisms`).");
            if (Options.Any(o => parse.GetResult(o) is { Implicit: false })) throw new CommandException("usage", $"'{folder}' has a market already: all options but --folder and --listen are for one that begins, beside --mechanism.");
            return null;
        }
        var (whole, entry) = CatalogueChoice.Find(name);
        ushort? version = parse.GetResult(rules) is null ? null : (ushort)parse.GetValue(rules);
        if (version is { } wanted) (whole, entry) = UnderRules(whole, entry, wanted);
        var settings = new MarketSettings
        {
            Mechanism = name,
            Rules = version,
            Parameters = parse.GetValue(parameters) is { } file ? Parameters(entry, file) : null,
            Assets = parse.GetValue(assets) is { } names ? Assets(name, whole, names) : null,
            Development = parse.GetValue(development),
            UpgradeNotice = parse.GetResult(upgradeNotice) is null ? new MarketSettings { Mechanism = name }.UpgradeNotice : TimeSpan.FromSeconds(parse.GetValue(upgradeNotice)),
            BeaconParties = parse.GetValue(beaconParties) is { } parties ? Accounts(parties) : [],
        };
        if (!begun) return settings;
        RequireSame(folder, settings, whole, entry);
        return null;
    }

    static (Composition, ModuleEntry) UnderRules(Composition whole, ModuleEntry entry, ushort rules)
    {
        try
        {
            var mechanism = Catalogue.VersionOf(whole.Mechanism, rules);
            return (whole with { Mechanism = mechanism }, ReferenceEquals(entry, whole.Mechanism) ? mechanism : entry);
        }
        catch (EncodingException unknown)
        {
            throw new CommandException("rules-unknown", unknown.Message);
        }
    }

    static Bytes Parameters(ModuleEntry entry, FileInfo file)
    {
        var bytes = InputFile.Read(file, MostBytes);
        try
        {
            using var json = JsonDocument.Parse(bytes, relaxed);
            var writer = new CanonicalWriter();
            JsonForm.Read(writer, entry.Parameters.Shape, json.RootElement, path: "parameters");
            var encoded = new Bytes(writer.Written.ToArray());
            return entry.Check(encoded) is { } wrong ? throw new EncodingException(wrong) : encoded;
        }
        catch (JsonException wrong)
        {
            throw new CommandException("parameters-wrong", $"'{file}' is no JSON: {wrong.Message.ReplaceLineEndings(" ")}");
        }
        catch (EncodingException wrong)
        {
            throw new CommandException("parameters-wrong", $"'{file}' has wrong parameters for '{entry.Description.Name}': {wrong.Message} See `vendue mechanisms show {entry.Description.Name}`.");
        }
    }

    static Name[] Accounts(string text) =>
        [.. text.Split(',', StringSplitOptions.TrimEntries).Select(n => Name.TryParse(n, out var name) && !name.IsEmpty ? name : throw new CommandException("usage", $"'{n}' is no account's name: use 1 to {Name.MaxLength} printable characters."))];

    static Name[] Assets(string mechanism, Composition entry, string text)
    {
        var names = text.Split(',', StringSplitOptions.TrimEntries);
        if (names.Length < entry.AssetRoles.Count) throw new CommandException("assets-wrong", $"'{mechanism}' needs {entry.AssetRoles.Count} assets ({string.Join(", ", entry.AssetRoles)}): --assets names {names.Length}.");
        return [.. names.Select(n => Name.TryParse(n, out var name) && !name.IsEmpty ? name : throw new CommandException("assets-wrong", $"'{n}' is no name of an asset: use 1 to {Name.MaxLength} printable characters."))];
    }

    /// <summary>Starting a node a second time with the same command line goes on; with another it must not seem to have changed the market.</summary>
    static void RequireSame(DirectoryInfo folder, MarketSettings wanted, Composition whole, ModuleEntry entry)
    {
        using var journal = SqliteJournal.OpenToRead(VendueNode.JournalPath(folder.FullName));
        var genesis = Codec<Genesis>.Of.Decode(journal.Genesis);
        string? other =
            NamesOf(genesis) is var names && names != string.Join(", ", whole.Modules.Select(m => m.Entry.Description.Name)) ? $"the mechanism '{names}'"
            : wanted.Parameters is { } parameters && !ParametersIn(genesis, entry).Equals(parameters) ? "other parameters"
            : wanted.Rules is { } rules && genesis.Rules != rules ? $"rules {genesis.Rules} from its beginning"
            : wanted.Assets is { } assets && !assets.SequenceEqual(genesis.Assets) ? $"the assets {string.Join(", ", genesis.Assets)}"
            : wanted.BeaconParties is { Count: > 0 } parties && !parties.SequenceEqual(genesis.Authorities.Where(a => a.Role == BeaconTerms.Office).Select(a => a.Holder)) ? "other parties of its beacon"
            : wanted.Development && !genesis.Development ? "no leave for development keys"
            : null;
        if (other is not null) throw new CommandException("other-market", $"The market in '{folder}' has {other}, fixed for its whole life: choose another folder, or leave the options away to go on with it.");
    }

    static string NamesOf(Genesis genesis) =>
        string.Join(", ", (Name[])[genesis.Mechanism, .. genesis.Finality.Name.IsEmpty ? (Name[])[] : [genesis.Finality.Name], .. genesis.Schedules.Select(s => s.Name)]);

    static Bytes ParametersIn(Genesis genesis, ModuleEntry entry) =>
        genesis.Mechanism == entry.Description.Name ? genesis.Parameters : ((ModuleChoice[])[genesis.Finality, .. genesis.Schedules]).First(m => m.Name == entry.Description.Name).Parameters;
}
