namespace Vendue.Mechanisms;

/// <summary>The catalogue as the kernel sees it: rules by name and version, and the ways between them.</summary>
sealed class CatalogueRulebook : Rulebook
{
    public override Modules Make(RulesInForce rules) => Catalogue.Of(rules).Of(rules);

    public override Migration? MigrationOf(Name module, ushort from, ushort to) => VersionOf(module, to)?.Migrations.FirstOrDefault(m => m.From == from);

    public override string? Check(ModuleChoice choice) =>
        VersionOf(choice.Name, choice.Rules) is { } entry ? entry.Check(choice.Parameters) : $"There are no rules {choice.Rules} of '{choice.Name}'.";

    public override IReadOnlyList<ushort> VersionsOf(Name module) => [.. Catalogue.Versions.Where(e => e.Description.Name == module).Select(e => e.Description.Rules).Order()];

    static ModuleEntry? VersionOf(Name module, ushort rules) => Catalogue.Versions.FirstOrDefault(e => e.Description.Name == module && e.Description.Rules == rules);
}
