namespace Vendue.Mechanisms.BoundlessMarket;

/// <summary>
/// The auction that a request carries: a price that rises linearly from a least to a most, for as long as the request
/// can be locked. Prices in base units of the payment asset, times in the market's unit.
/// Source: <c>Offer.sol</c> of the Boundless contracts.
/// </summary>
/// <param name="MinPrice">The price until the ramp begins.</param>
/// <param name="MaxPrice">The price once the ramp has ended.</param>
/// <param name="RampUpStart">The instant at which the price begins to rise; the other times count from it.</param>
/// <param name="RampUpPeriod">How long the price rises.</param>
/// <param name="LockTimeout">How long the request can be locked, and its locker be paid.</param>
/// <param name="Timeout">How long a proof can be delivered.</param>
/// <param name="LockCollateral">What a locker puts at risk, in base units of the collateral asset.</param>
public readonly record struct Offer(
    [property: Meaning("The price until the ramp begins")] UInt128 MinPrice,
    [property: Meaning("The price once the ramp has ended")] UInt128 MaxPrice,
    [property: Meaning("The instant at which the price begins to rise; the other times count from it")] ulong RampUpStart,
    [property: Meaning("How long the price rises")] ulong RampUpPeriod,
    [property: Meaning("How long the request can be locked, and its locker be paid")] ulong LockTimeout,
    [property: Meaning("How long a proof can be delivered")] ulong Timeout,
    [property: Meaning("What a locker puts at risk")] UInt128 LockCollateral)
{
    /// <summary>The last instant at which the request can be locked and its locker paid. Only of a valid offer.</summary>
    public ulong LockDeadline => RampUpStart + LockTimeout;

    /// <summary>The last instant at which a proof can be delivered. Only of a valid offer.</summary>
    public ulong Deadline => RampUpStart + Timeout;

    /// <summary>
    /// Whether minPrice ≤ maxPrice, rampUpPeriod ≤ lockTimeout ≤ timeout, timeout − lockTimeout ≤ the longest secondary
    /// window, and the deadline can be told in 64 bits.
    /// </summary>
    /// <param name="longestSecondaryWindow">The most by which the deadline may follow the lock deadline.</param>
    public bool IsValid(ulong longestSecondaryWindow) =>
        MinPrice <= MaxPrice && RampUpPeriod <= LockTimeout && LockTimeout <= Timeout
        && Timeout - LockTimeout <= longestSecondaryWindow && Timeout < ulong.MaxValue - RampUpStart;

    /// <summary>
    /// minPrice until rampUpStart; then minPrice + floor((t − rampUpStart)·(maxPrice − minPrice) / rampUpPeriod) until the
    /// ramp ends; then maxPrice until the lock deadline; 0 after it. Only of a valid offer.
    /// </summary>
    public UInt128 PriceAt(ulong t)
    {
        if (t <= RampUpStart) return MinPrice;
        if (t > LockDeadline) return 0;
        return t <= RampUpStart + RampUpPeriod
            ? MinPrice + Wide.MulDivFloor(t - RampUpStart, MaxPrice - MinPrice, RampUpPeriod)
            : MaxPrice;
    }

    /// <summary>
    /// The first instant at which a price is reached: 0 if it is at most minPrice, else
    /// rampUpStart + ceil((price − minPrice)·rampUpPeriod / (maxPrice − minPrice)). With a ramp of no length the answer is
    /// rampUpStart, where the price is still minPrice, as in the source: who acts on it adds 1.
    /// </summary>
    /// <returns>Whether the price is ever reached; not so when it is above maxPrice.</returns>
    public bool TryTimeAtPrice(UInt128 price, out ulong t)
    {
        t = 0;
        if (price > MaxPrice) return false;
        if (price > MinPrice) t = RampUpStart + (ulong)Wide.MulDivCeil(price - MinPrice, RampUpPeriod, MaxPrice - MinPrice);
        return true;
    }
}
