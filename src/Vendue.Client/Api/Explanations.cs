using System.Text.Json;

namespace Vendue.Client;

/// <summary>What a price and a wait are likely to be: <c>GET /v1/estimate</c>. Amounts are in base units of the payment asset; times in the market's unit.</summary>
/// <param name="Now">The market's instant.</param>
/// <param name="Rules">What the mechanism's rules say beforehand; null where they say nothing.</param>
/// <param name="Recent">What was paid lately; null where nothing was.</param>
/// <param name="Price">The likely price: the recent median for this much work, within what the rules allow; null where nothing can be said.</param>
/// <param name="Wait">The likely time from posting to payment; null where nothing can be said.</param>
public sealed record EstimateView(ulong Now, QuoteView? Rules, RecentView? Recent, UInt128? Price, ulong? Wait);

/// <summary>What a mechanism's rules say of a request that were posted now.</summary>
/// <param name="Least">The least that a proof can cost.</param>
/// <param name="Most">The most that it can cost.</param>
/// <param name="Bond">What a prover puts at risk; 0 where that is not said beforehand.</param>
/// <param name="AssignedFrom">The first instant at which a prover can be bound to it.</param>
/// <param name="ProvenBy">The last instant at which a proof can be in time.</param>
/// <param name="Because">Why, in one sentence.</param>
public sealed record QuoteView(UInt128 Least, UInt128 Most, UInt128 Bond, ulong AssignedFrom, ulong ProvenBy, string Because);

/// <summary>A market's recent settlements.</summary>
/// <param name="Requests">How many requests were looked at, the newest that have ended.</param>
/// <param name="Settled">How many of them were paid for.</param>
/// <param name="PricePerMillion">Quartiles of what was paid for 1,000,000 units of work.</param>
/// <param name="Wait">Quartiles of the time from posting to payment.</param>
public sealed record RecentView(int Requests, int Settled, QuartilesView PricePerMillion, QuartilesView Wait);

/// <summary>Three numbers that part a list in four.</summary>
/// <param name="Low">A quarter is at or below it.</param>
/// <param name="Median">Half is at or below it.</param>
/// <param name="High">Three quarters are at or below it.</param>
public sealed record QuartilesView(UInt128 Low, UInt128 Median, UInt128 High);

/// <summary>Who could take a request now, and on what terms: one item of <c>GET /v1/requests/{id}/takers</c>.</summary>
/// <param name="Account">Who.</param>
/// <param name="Action">By which action.</param>
/// <param name="Opportunity">The opportunity in its JSON form.</param>
/// <param name="FreePayment">What the account has free of the payment asset.</param>
/// <param name="FreeCollateral">What it has free of the collateral asset.</param>
public sealed record TakerView(Name Account, string Action, JsonElement Opportunity, UInt128 FreePayment, UInt128 FreeCollateral);

/// <summary>Who could take a request now.</summary>
/// <param name="Now">The market's instant.</param>
/// <param name="Block">The height of its block clock.</param>
/// <param name="Takers">One for each account and opportunity.</param>
public sealed record TakersView(ulong Now, ulong Block, IReadOnlyList<TakerView> Takers);
