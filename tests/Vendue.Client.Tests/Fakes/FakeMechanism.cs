namespace Vendue.Client.Tests;

/// <summary>A mechanism with the two sample actions: a lock of amount 0 is refused.</summary>
sealed class FakeMechanism : Mechanism
{
    public FakeMechanism(Scope scope) : base(scope)
    {
        scope.On<Sample>((in _, in _) => Outcome.Applied);
        scope.On<Lock>((in _, in action) => action.Bond == 0 ? Refused.AmountZero : Outcome.Applied);
    }

    public override IEnumerable<Opportunity> Opportunities(Account account) =>
    [
        new Opportunity
        {
            Kind = OpportunityKind.Prove, Action = 65, Request = Hash32.Sha256("request"u8), Until = 90, Payment = new Asset(1), Price = UInt128.MaxValue,
            Statement = new Statement { Predicate = new Predicate(PredicateKind.Prefix, new Bytes([1, 2])), Work = 12 },
        },
    ];

    public override Ending Expire(Handle<Request> request) => Ending.Expired;
}
