namespace Vendue.Kernel.Tests;

/// <summary>The trial's rules: one version without parameters, which can be announced again.</summary>
public sealed class TrialRulebook : Rulebook
{
    public override Kernel.Modules Make(RulesInForce rules) => new(scope => new TrialMechanism(scope));

    public override Migration? MigrationOf(Name module, ushort from, ushort to) => from == to ? new Migration { From = from } : null;

    public override string? Check(ModuleChoice choice) => choice.Parameters.Length > 0 ? "The trial has no parameters." : null;

    public override IReadOnlyList<ushort> VersionsOf(Name module) => [1];
}
