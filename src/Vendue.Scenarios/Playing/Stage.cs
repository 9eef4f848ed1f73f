using System.Text.Json;

namespace Vendue.Scenarios;

/// <summary>Sets a scenario's market up: genesis, accounts with their deposits, and rows to begin with.</summary>
static class Stage
{
    public static Market Set(Scenario scenario, Values values)
    {
        if (!Catalogue.TryCompose(scenario.Mechanism, out var composition))
            throw new ScenarioException($"mechanism: there is no '{scenario.Mechanism}'; there are: {string.Join(", ", Catalogue.Names)}.");
        if (scenario.Finality is { } finality) composition = composition with { Finality = Find(Catalogue.Policies, finality) };
        if (scenario.Schedules is { } schedules) composition = composition with { Schedules = [.. schedules.Select(s => Find(Catalogue.Schedules, s))] };
        if (scenario.Rules is { } rules) composition = composition with { Mechanism = Unusable.Unless(() => Catalogue.VersionOf(composition.Mechanism, rules)) };
        var market = Unusable.Unless(() => Catalogue.Open(GenesisOf(scenario, composition, values)));
        foreach (var account in scenario.Accounts) Open(market, account);
        foreach (var given in scenario.Given) Add(market, given, values);
        return market;
    }

    static TEntry Find<TEntry>(IReadOnlyList<TEntry> among, ModuleGiven given) where TEntry : ModuleEntry =>
        among.FirstOrDefault(e => e.Description.Name.ToString() == given.Name)
            ?? throw new ScenarioException($"{given.Path}: there is no '{given.Name}'; there are: {string.Join(", ", among.Select(e => e.Description.Name))}.");

    static Genesis GenesisOf(Scenario scenario, Composition composition, Values values) => composition.Genesis(BareGenesisOf(scenario, composition), entry =>
    {
        var given = GivenFor(scenario, composition, entry);
        var beginning = given.Profile is { } profile ? ProfileOf(entry, profile, given.Path) : entry.DefaultParameters;
        return given.Parameters is { } changed ? Changed(entry.Parameters.Shape, beginning, values.Resolve(changed, given.ParametersPath), given.ParametersPath) : beginning;
    });

    /// <summary>What a scenario says of one of its modules.</summary>
    static ModuleGiven GivenFor(Scenario scenario, Composition composition, ModuleEntry entry)
    {
        string name = entry.Description.Name.ToString();
        var given = entry == composition.Mechanism ? new ModuleGiven(name, scenario.Profile, scenario.Parameters, "") : entry == composition.Finality ? scenario.Finality : scenario.Schedules?.FirstOrDefault(s => s.Name == name);
        return given ?? new ModuleGiven(name, null, null, "");
    }

    static Bytes ProfileOf(ModuleEntry entry, string name, string path) =>
        entry.Profiles.FirstOrDefault(p => p.Name.ToString() == name)?.Parameters
            ?? throw new ScenarioException($"{(path.Length == 0 ? "" : path + ".")}profile: '{entry.Description.Name}' has no profile '{name}'; it has: {string.Join(", ", entry.Profiles.Select(p => p.Name))}.");

    /// <summary>Parameters with some of their fields changed.</summary>
    static Bytes Changed(Shape shape, Bytes parameters, JsonElement changes, string path)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes))
        {
            json.WriteStartObject();
            var names = Fields.EntriesOf(changes, path).Select(c => c.Name).ToHashSet();
            foreach (var field in Decode(shape, parameters.Memory, null).EnumerateObject())
                if (!names.Contains(field.Name)) field.WriteTo(json);
            foreach (var change in changes.EnumerateObject()) change.WriteTo(json);
            json.WriteEndObject();
        }
        return Encode(shape, JsonElement.Parse(bytes.ToArray()), null, path);
    }

    static Genesis BareGenesisOf(Scenario scenario, Composition composition) => new()
    {
        Venue = "scenario",
        Development = true,
        Assets = scenario.Assets?.ToArray() ?? [.. composition.AssetRoles.Select(r => (Name)r)],
        Time = scenario.Time,
        Authorities = AuthoritiesOf(scenario),
        BeaconAnchor = scenario.BeaconAnchor,
        VerdictWait = scenario.VerdictWait,
        Limits = scenario.Limits is { } limits ? Codec<Limits>.Of.Decode(Encode(Codec<Limits>.Of.Shape, limits, null, "limits").Span.ToArray()) : new Limits(),
    };

    static Authority[] AuthoritiesOf(Scenario scenario)
    {
        Authority[] usual = [new("custodian", "bank"), new("sequencer", "clock")];
        var given = scenario.Authorities.Select(a => new Authority(a.Office, a.Holder)).ToArray();
        return [.. usual.Where(u => !given.Any(g => g.Role == u.Role)), .. given];
    }

    static void Open(Market market, Opening opening)
    {
        if (market.Ledger.Open(opening.Account, out _) is { IsRefused: true } full) throw new ScenarioException($"accounts.{opening.Account}: {full.Sentence}");
        foreach (var (asset, amount, path) in opening.Deposits)
        {
            var reference = Hash32.Sha256(System.Text.Encoding.UTF8.GetBytes("opening " + path));
            if (market.Apply(new Command { Sender = Find(market, OfficeHolder(market, "custodian"), path) }, new Deposit(opening.Account, asset, amount, reference)) is { IsRefused: true } refusal)
                throw new ScenarioException($"{path}: {refusal.Sentence}");
        }
    }

    static void Add(Market market, RowGiven given, Values values)
    {
        var table = TableOf(market, given.Table, given.Path);
        var row = Encode(table.RowShape, values.Resolve(given.Row, given.Path), market.Ledger, given.Path);
        if (!Unusable.Unless(() => table.TryAddEncoded(row.Span.ToArray()))) throw new ScenarioException($"{given.Path}: {table.Full.Sentence}");
    }

    public static Name OfficeHolder(Market market, Name office) => market.Genesis.Authorities.First(a => a.Role == office).Holder;

    public static Account Find(Market market, Name name, string path) =>
        market.Ledger.TryFind(name, out Account account)
            ? account
            : throw new ScenarioException($"{path}: there is no account '{name}'; declare it under \"accounts\", with {{}} if it begins with nothing.");

    public static Asset FindAsset(Market market, Name name, string path) =>
        market.Ledger.TryFind(name, out Asset asset)
            ? asset
            : throw new ScenarioException($"{path}: there is no asset '{name}'; there are: {string.Join(", ", market.Genesis.Assets)}.");

    public static StateTable TableOf(Market market, string name, string path) =>
        market.Tables.FirstOrDefault(t => t.Name == name)
            ?? throw new ScenarioException($"{path}: there is no table '{name}'; there are: {string.Join(", ", market.Tables.Select(t => t.Name))}.");

    public static Bytes Encode(Shape shape, JsonElement json, INames? names, string path)
    {
        var writer = new CanonicalWriter();
        return Unusable.Unless(() =>
        {
            JsonForm.Read(writer, shape, json, names, path);
            return new Bytes(writer.Written.ToArray());
        });
    }

    public static JsonElement Decode(Shape shape, ReadOnlyMemory<byte> bytes, INames? names)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream)) JsonForm.Write(json, shape, new CanonicalReader(bytes), names);
        return JsonElement.Parse(stream.ToArray());
    }
}
