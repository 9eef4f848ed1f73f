namespace Vendue.Scenarios.Tests.Golden;

/// <summary>Records golden journals from the example scenarios, for every version of the rules that a scenario can begin under.</summary>
static class Recorder
{
    public static string FolderOf(string module, ushort rules) => $"{module}-{rules}" + Path.DirectorySeparatorChar;

    public static void RecordMissing()
    {
        foreach (string file in Directory.EnumerateFiles(Examples.Root, "*.scenario.json", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            string name = Path.GetRelativePath(Examples.Root, file).Replace('\\', '/');
            var scenario = Scenario.Read(File.ReadAllText(file));
            foreach (var (rules, folder) in VersionsOf(scenario))
            {
                string kept = folder + name.Replace('/', '.').Replace(".scenario.json", ".golden.json", StringComparison.Ordinal);
                if (File.Exists(Path.Combine(GoldenJournal.Root, kept))) continue;
                var recording = new Recording(name);
                ScenarioPlayer.Play(scenario with { Rules = rules }, recording);
                if (recording.Entries.Count > 0) recording.Journal().TryKeep(kept);
            }
        }
    }

    /// <summary>The version that the scenario names; or else all that the mechanism has, where nothing but the mechanism is chosen by the name.</summary>
    static IEnumerable<(ushort? Rules, string Folder)> VersionsOf(Scenario scenario)
    {
        if (scenario.Rules is { } named) return [(named, FolderOf(scenario.Mechanism, named))];
        return Catalogue.TryFind(scenario.Mechanism, out var mechanism)
            ? Catalogue.Versions.Where(e => e.Description.Name == mechanism.Description.Name).Select(e => ((ushort?)e.Description.Rules, FolderOf(scenario.Mechanism, e.Description.Rules)))
            : Catalogue.Modules.Where(e => e.Description.Name.ToString() == scenario.Mechanism).Select(e => ((ushort?)null, FolderOf(scenario.Mechanism, e.Description.Rules)));
    }

    sealed class Recording(string scenario) : IPlayWatcher
    {
        string genesis = "", snapshot = "", state = "";

        public List<GoldenEntry> Entries { get; } = [];

        public void Begins(Market market)
        {
            genesis = new Bytes(Codec<Genesis>.Of.Encode(market.Genesis)).ToString();
            snapshot = new Bytes(market.Snapshot()).ToString();
            state = market.StateHash().ToString();
        }

        public void Applied(Market market, in Command command, ushort action, Bytes body, Outcome outcome) => Entries.Add(GoldenEntry.Of(market, command, action, body, outcome));

        public GoldenJournal Journal() => new() { Scenario = scenario, Genesis = genesis, Snapshot = snapshot, State = state, Entries = Entries };
    }
}
