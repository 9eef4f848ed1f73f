namespace Vendue.Kernel;

/// <summary>What a program knows of rules: it makes the modules of any version it has, and knows the ways from one to another.</summary>
public abstract class Rulebook
{
    /// <summary>Makes what rules a market.</summary>
    /// <exception cref="EncodingException">The program does not have a version, or its parameters are wrong.</exception>
    public abstract Modules Make(RulesInForce rules);

    /// <summary>The way from one version of a module's rules to another, or to other parameters of the same; null where this program has none.</summary>
    public abstract Migration? MigrationOf(Name module, ushort from, ushort to);

    /// <summary>What is wrong with a module's parameters, in one sentence; null when nothing is.</summary>
    public abstract string? Check(ModuleChoice choice);

    /// <summary>The versions of a module's rules that this program has.</summary>
    public abstract IReadOnlyList<ushort> VersionsOf(Name module);

    /// <summary>A rulebook of one edition, which is never upgraded.</summary>
    public static Rulebook Of(Modules modules) => new OneEdition(modules);

    sealed class OneEdition(Modules modules) : Rulebook
    {
        public override Modules Make(RulesInForce rules) => modules;

        public override Migration? MigrationOf(Name module, ushort from, ushort to) => null;

        public override string? Check(ModuleChoice choice) => null;

        public override IReadOnlyList<ushort> VersionsOf(Name module) => [];
    }
}
