using Vendue.Mechanisms;

namespace Vendue.Client.Tests;

public sealed class CompositionTests
{
    public static TheoryData<string> Names => [.. Catalogue.Names];

    [Theory]
    [MemberData(nameof(Names))]
    public void No_two_actions_of_a_market_have_one_typed_data_type(string name)
    {
        Catalogue.TryCompose(name, out var composition).ShouldBeTrue();
        var market = Catalogue.Open(composition!.Genesis(
            new Genesis { Assets = [.. composition.AssetRoles.Select(r => (Name)r)], Authorities = [new("custodian", "custodian"), new("sequencer", "sequencer")] },
            entry => entry.DefaultParameters));
        var actions = ActionSet.Of(market).All.ToList();
        actions.Select(Eip712.TypeOf).ShouldBeUnique();
        actions.Select(a => a.Name).ShouldBeUnique();
    }
}
