namespace Vendue.Mechanisms.BoundlessPovw;

/// <summary>Two sums of the emission asset, in base units.</summary>
/// <param name="Mining">For work.</param>
/// <param name="Staking">For stake.</param>
readonly record struct Pools(UInt128 Mining, UInt128 Staking);

/// <summary>What each epoch emits, and how much may have been minted by an epoch.</summary>
/// <param name="parameters">The market's parameters.</param>
sealed class Emission(PovwParameters parameters)
{
    /// <summary>How many basis points a whole has.</summary>
    public const ushort Whole = 10_000;

    readonly TokenSupply supply = new(parameters.InitialSupply);

    /// <summary>M(e) = ceil(Em·miningBps/10000) and S(e) = floor(Em·stakingBps/10000), with Em(e) = supply(e+1) − supply(e); or the fixed pools.</summary>
    public Pools Of(ulong epoch) => parameters.FixedPools ? new(parameters.MiningPool, parameters.StakingPool) : Split(supply.At(epoch + 1) - supply.At(epoch));

    /// <summary>The most that may have been minted, in all, when an epoch is the current one: the shares of supply(current) − initial; or the fixed pools of all epochs before it.</summary>
    public Pools MintedAtMost(ulong current) => parameters.FixedPools
        ? new(Times(parameters.MiningPool, current), Times(parameters.StakingPool, current))
        : Split(supply.At(current) - parameters.InitialSupply);

    /// <summary>The supply at the start of an epoch, by the token's schedule.</summary>
    public UInt128 SupplyAt(ulong epoch) => supply.At(epoch);

    Pools Split(UInt128 emitted) => new(
        Wide.MulDivCeil(emitted, parameters.MiningBps, Whole),
        Wide.MulDivFloor(emitted, (ulong)(Whole - parameters.MiningBps), Whole));

    /// <summary>A product that cannot matter above what the ledger holds.</summary>
    static UInt128 Times(UInt128 pool, ulong epochs)
    {
        var product = UInt256.Product(pool, epochs);
        return product > Ledger.LargestSupply ? Ledger.LargestSupply : (UInt128)product;
    }
}
