namespace Vendue.Kernel;

/// <summary>Announces other rules.</summary>
/// <param name="Module">The mechanism, finality policy or reward schedule, by its name.</param>
/// <param name="Rules">The version of its rules; the one in force to change parameters only.</param>
/// <param name="Parameters">Its parameters, in their canonical encoding; empty to keep those in force.</param>
/// <param name="Effective">The instant from which the market has them.</param>
[Action(Tag, "upgrade", "The governor announces other rules or parameters of a module, from an instant on.")]
public readonly record struct Upgrade(
    [property: Meaning("The mechanism, finality policy or reward schedule, by its name")] Name Module,
    [property: Meaning("The version of its rules; the one in force to change parameters only")] ushort Rules,
    [property: Meaning("Its parameters, encoded; empty to keep those in force"), Optional] Bytes Parameters,
    [property: Meaning("The instant from which the market has them")] ulong Effective)
{
    /// <summary>The action's number.</summary>
    public const ushort Tag = 30;
}

/// <summary>Takes an announced upgrade back.</summary>
/// <param name="Module">The module.</param>
[Action(31, "withdraw-upgrade", "The governor takes back an upgrade that has not taken effect.")]
public readonly record struct WithdrawUpgrade([property: Meaning("The module, by its name")] Name Module);

/// <summary>Other rules were announced.</summary>
[Event(30, "upgrade-announced")]
public readonly record struct UpgradeAnnounced(Name Module, ushort From, ushort To, ulong Effective);

/// <summary>An announced upgrade was taken back.</summary>
[Event(31, "upgrade-withdrawn")]
public readonly record struct UpgradeWithdrawn(Name Module, ushort Rules);

/// <summary>The market has other rules.</summary>
/// <param name="Edition">The number of the edition that began.</param>
/// <param name="Module">The module.</param>
/// <param name="From">The version that it had.</param>
/// <param name="To">The version that it has.</param>
[Event(32, "upgraded")]
public readonly record struct Upgraded(uint Edition, Name Module, ushort From, ushort To);

/// <summary>An upgrade could not be completed; the market goes on under the rules that it had.</summary>
[Event(33, "upgrade-failed")]
public readonly record struct UpgradeFailed(Name Module, ushort Rules, Name Code);
