namespace Vendue.Mechanisms.TaikoMultiProofs;

/// <summary>What an account can do now: contest claims, and make final what can be where timers do not.</summary>
public sealed partial class TieredFinality
{
    static readonly Hash32 VerifyId = Hash32.Sha256("vendue/taiko-multi-proofs/verify/1"u8);

    /// <inheritdoc/>
    public override IEnumerable<Opportunity> Opportunities(Account account)
    {
        if (state.Value.IsPaused) yield break;
        bool ripe = false;
        foreach (var handle in claims)
        {
            var claim = claims[handle];
            ripe |= claim.IsCooled;
            if (claim.Contester.IsNone && !IsTop(claim.Tier) && Scope.Now < CooledAt(claim)) yield return ToContest(claim);
        }
        if (ripe && !parameters.ByTimer) yield return new Opportunity { Kind = OpportunityKind.Step, Action = TaikoMultiProofs.Verify.Tag, Request = VerifyId, From = Scope.Now, Until = ulong.MaxValue };
    }

    Opportunity ToContest(in ClaimRow claim)
    {
        var (bond, validity) = (tiers[claim.Tier].Contest, tiers[claim.Tier].Validity);
        var gain = parameters.Bonds.Split(Resolution.Overturned, validity, bond).Contester - bond;
        return new Opportunity
        {
            Kind = OpportunityKind.Step,
            Action = TaikoMultiProofs.Contest.Tag,
            Request = Requests[claim.Request].Key,
            Statement = Requests.StatementOf(claim.Request),
            From = Scope.Now,
            Until = CooledAt(claim) - 1,
            Payment = Token,
            Price = gain,
            PriceCeiling = gain,
            Collateral = Token,
            Bond = bond,
            Terms = new Bytes(Codec<ContestTerms>.Of.Encode(new ContestTerms(claim.Parent, claim.Result, tiers[claim.Tier].Name))),
        };
    }
}
