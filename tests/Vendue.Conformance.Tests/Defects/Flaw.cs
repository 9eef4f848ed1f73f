namespace Vendue.Conformance.Tests.Defects;

/// <summary>A defect that a mechanism can have, and that the games must find.</summary>
public enum Flaw
{
    /// <summary>None: the mechanism passes.</summary>
    None,
    /// <summary>A handler throws for some numbers.</summary>
    Throws,
    /// <summary>Two rows can have one key of a unique index.</summary>
    SameKeyTwice,
    /// <summary>State is held in a field, where no refusal rewinds it and no snapshot finds it.</summary>
    HiddenState,
    /// <summary>What happens depends on chance.</summary>
    Chance,
    /// <summary>An action takes money from whoever it names.</summary>
    Theft,
    /// <summary>A timer takes money from whoever has some.</summary>
    LateTheft,
    /// <summary>A request prolongs its own life at every deadline.</summary>
    Immortal,
    /// <summary>The opportunities cannot be read in some states.</summary>
    BlindOpportunities,
    /// <summary>Reading opportunities writes.</summary>
    WritingOpportunities,
    /// <summary>The claims of some actions cannot be read.</summary>
    BlindClaims,
    /// <summary>The default prover throws where it should pass.</summary>
    FrightenedProver,
    /// <summary>A holding is asked for more than it holds.</summary>
    Overdraft,
    /// <summary>A holding stands when its request ends.</summary>
    LeftHolding,
    /// <summary>A number that was accepted overflows at a deadline.</summary>
    LateOverflow,
}
