namespace Vendue.Mechanisms.TaikoMultiProofs;

/// <summary>Who gets the loser's bond.</summary>
public enum BondRule : byte
{
    /// <summary>All but the friction goes to the winners: the mainnet.</summary>
    Friction,
    /// <summary>A quarter to the winner, a quarter to the new prover; half to the new prover where nobody contested: alpha-7.</summary>
    Quarters,
}

/// <summary>How a claim that stood comes to be replaced.</summary>
public enum Resolution : byte
{
    /// <summary>It was contested, and the higher proof says the same: the contester loses.</summary>
    Upheld,
    /// <summary>It was contested, and the higher proof says something else: the contester wins, whatever it said itself.</summary>
    Overturned,
    /// <summary>It was not contested, and a higher proof says something else.</summary>
    Overridden,
}

/// <summary>What becomes of the bonds of a claim that is replaced.</summary>
/// <param name="Original">What the prover of the claim receives.</param>
/// <param name="Contester">What the contester receives.</param>
/// <param name="NewProver">What the prover of the higher proof receives.</param>
/// <param name="Kept">What the protocol keeps.</param>
public readonly record struct BondSplit(UInt128 Original, UInt128 Contester, UInt128 NewProver, UInt128 Kept);

/// <summary>How the loser's bond is divided.</summary>
/// <param name="Rule">Who gets it.</param>
/// <param name="FrictionPoints">Under friction: what is kept of it, in hundredths of a percent.</param>
/// <param name="ContesterParts">Under friction: how many of the parts of a lost validity bond the contester gets.</param>
/// <param name="ProverParts">Under friction: how many of them the new prover gets.</param>
public readonly record struct BondRules(BondRule Rule, ushort FrictionPoints, byte ContesterParts, byte ProverParts)
{
    const uint Whole = 10_000;

    /// <summary>fr(x) = floor(x·(1 − friction)): floor(7x/8) on the mainnet.</summary>
    public UInt128 AfterFriction(UInt128 amount) => Wide.MulDivFloor(amount, Whole - (uint)FrictionPoints, Whole);

    /// <summary>
    /// Divides the bonds of a claim that is replaced. Under friction, q = floor(fr(V) / parts): upheld gives V and fr(C),
    /// overturned C + contesterParts·q and proverParts·q, overridden fr(V). In quarters: upheld gives V + floor(C/4) and
    /// floor(C/4), overturned C + floor(V/4) and floor(V/4), overridden floor(V/2).
    /// </summary>
    /// <param name="resolution">How it is replaced.</param>
    /// <param name="validity">V, the bond of the claim.</param>
    /// <param name="contest">C, the bond of the contest; 0 where there is none.</param>
    public BondSplit Split(Resolution resolution, UInt128 validity, UInt128 contest) => resolution switch
    {
        Resolution.Upheld => Upheld(validity, contest),
        Resolution.Overturned => Overturned(validity, contest),
        _ => Overridden(validity),
    };

    BondSplit Upheld(UInt128 validity, UInt128 contest)
    {
        if (Rule == BondRule.Quarters) return new(validity + (contest / 4), 0, contest / 4, contest - (2 * (contest / 4)));
        var reward = AfterFriction(contest);
        return new(validity, 0, reward, contest - reward);
    }

    BondSplit Overturned(UInt128 validity, UInt128 contest)
    {
        if (Rule == BondRule.Quarters) return new(0, contest + (validity / 4), validity / 4, validity - (2 * (validity / 4)));
        uint parts = (uint)ContesterParts + ProverParts;
        var part = AfterFriction(validity) / parts;
        return new(0, contest + (part * ContesterParts), part * ProverParts, validity - (part * parts));
    }

    BondSplit Overridden(UInt128 validity)
    {
        var reward = Rule == BondRule.Quarters ? validity / 2 : AfterFriction(validity);
        return new(0, 0, reward, validity - reward);
    }

    /// <summary>The contest bond by which a right contest earns a wanted return: floor(21·V·100 / (32·percent)) on the mainnet.</summary>
    /// <param name="validity">V.</param>
    /// <param name="percent">The wanted return on the contest bond, in percent.</param>
    public static UInt128 ContestBondFor(UInt128 validity, uint percent) => Wide.MulDivFloor(validity, 2_100, 32 * (UInt128)percent);
}
