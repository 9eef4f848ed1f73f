using System.Text.Json;
using System.Text.Json.Serialization;

namespace Vendue.Client;

/// <summary>A blob that the node stored: the answer to <c>PUT /v1/blobs</c>.</summary>
/// <param name="Hash">The SHA-256 of its bytes, by which it is found.</param>
/// <param name="Size">How many bytes it has.</param>
public sealed record BlobStored(Hash32 Hash, long Size);

/// <summary>A verifying key that the node registered: the answer to <c>PUT /v1/programs</c>.</summary>
/// <param name="Program">The program, by the hash of its verifying key.</param>
public sealed record ProgramStored(Hash32 Program);

/// <summary>An account: <c>GET /v1/accounts/{name}</c>. Amounts are in base units of their asset.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Balances">What is free, by asset. Only the account "issued" is below zero.</param>
/// <param name="Held">What is held: in escrows, bonds, stakes and pots, by asset.</param>
/// <param name="Lanes">The last nonce used, by lane.</param>
/// <param name="Keys">The delegated keys that its owner authorised.</param>
public sealed record AccountView(
    Name Name,
    IReadOnlyDictionary<string, Int128> Balances,
    IReadOnlyDictionary<string, UInt128> Held,
    [property: JsonNumberHandling(JsonNumberHandling.AllowReadingFromString | JsonNumberHandling.WriteAsString)] IReadOnlyDictionary<ushort, ulong> Lanes,
    IReadOnlyList<KeyView> Keys);

/// <summary>A delegated key of an account.</summary>
/// <param name="Key">The Ed25519 public key.</param>
/// <param name="Expires">The last instant at which it counts.</param>
/// <param name="Actions">The numbers of the actions it may sign; empty for all of the mechanism's.</param>
public sealed record KeyView(Hash32 Key, ulong Expires, IReadOnlyList<ushort> Actions);

/// <summary>A request: <c>GET /v1/requests/{id}</c>.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Requester">Who asked.</param>
/// <param name="Program">The program, by the hash of its verifying key.</param>
/// <param name="Input">The input, by its SHA-256.</param>
/// <param name="Work">How much work it declares, in its statement's unit.</param>
/// <param name="Opened">When it opened.</param>
/// <param name="Ends">The last instant at which it may stand.</param>
/// <param name="State">Where it stands: "open", or how it ended.</param>
public sealed record RequestView(Hash32 Id, Name Requester, Hash32 Program, Hash32 Input, ulong Work, ulong Opened, ulong Ends, string State)
{
    /// <summary>What the node says of it besides.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? More { get; init; }
}

/// <summary>What an account can do now or soon: <c>GET /v1/opportunities</c>, with each in its JSON form.</summary>
/// <param name="Now">The market's instant at which they were listed.</param>
/// <param name="Block">The height of its block clock.</param>
/// <param name="Opportunities">The opportunities.</param>
public sealed record OpportunitiesView(ulong Now, ulong Block, IReadOnlyList<JsonElement> Opportunities);

/// <summary>What an account can do now or soon.</summary>
/// <param name="Now">The market's instant at which they were listed.</param>
/// <param name="Block">The height of its block clock.</param>
/// <param name="List">The opportunities.</param>
public sealed record Opportunities(ulong Now, ulong Block, IReadOnlyList<Opportunity> List);

/// <summary>Something that happened: one item of <c>GET /v1/events</c>.</summary>
/// <param name="Sequence">The place in the journal of the command that made it happen.</param>
/// <param name="Index">Its place among that command's events, from 0.</param>
/// <param name="Now">The market's instant.</param>
/// <param name="Event">Its name.</param>
/// <param name="Body">Its fields, in JSON form.</param>
public sealed record MarketEvent(ulong Sequence, uint Index, ulong Now, string Event, JsonElement Body);

/// <summary>All the money there is: <c>GET /v1/books</c>. Amounts are in base units, by asset.</summary>
/// <param name="Accounts">What each account has.</param>
/// <param name="Burnt">What was destroyed.</param>
/// <param name="Issued">What was created: the negative of the balance of "issued".</param>
/// <param name="Conserved">Whether everything there is sums to zero, "issued" included.</param>
public sealed record BooksView(
    IReadOnlyList<BookRow> Accounts, IReadOnlyDictionary<string, Int128> Burnt, IReadOnlyDictionary<string, Int128> Issued, bool Conserved);

/// <summary>One account's line of the books.</summary>
/// <param name="Name">The account.</param>
/// <param name="Balances">What is free, by asset.</param>
/// <param name="Held">What is held, by asset.</param>
public sealed record BookRow(Name Name, IReadOnlyDictionary<string, Int128> Balances, IReadOnlyDictionary<string, UInt128> Held);
