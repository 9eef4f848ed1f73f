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
    IReadOnlyList<KeyView> Keys)
{
    /// <summary>The X25519 key to which private inputs are sealed for the account; null where it has published none.</summary>
    public Hash32? EncryptionKey { get; init; }
}

/// <summary>A delegated key of an account.</summary>
/// <param name="Key">The Ed25519 public key.</param>
/// <param name="Expires">The last instant at which it counts.</param>
/// <param name="Actions">The numbers of the actions it may sign; empty for all of the mechanism's.</param>
public sealed record KeyView(Hash32 Key, ulong Expires, IReadOnlyList<ushort> Actions)
{
    /// <summary>What it may still spend, by asset, where its owner limited it; without an entry it may spend all.</summary>
    public IReadOnlyDictionary<string, UInt128> Limits { get; init; } = new Dictionary<string, UInt128>();
}

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
public sealed record OpportunitiesView(ulong Now, ulong Block, IReadOnlyList<JsonElement> Opportunities)
{
    /// <summary>The most that are listed.</summary>
    public const int Most = 500;
}

/// <summary>What an account can do now or soon.</summary>
/// <param name="Now">The market's instant at which they were listed.</param>
/// <param name="Block">The height of its block clock.</param>
/// <param name="List">The opportunities.</param>
public sealed record Opportunities(ulong Now, ulong Block, IReadOnlyList<Opportunity> List)
{
    /// <summary>Whether the list is surely not cut short: what is not in it is not there.</summary>
    public bool IsWhole => List.Count < OpportunitiesView.Most;
}

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

/// <summary>What the market's registrar said of a program: <c>GET /v1/programs/{hash}/standing</c>.</summary>
/// <param name="Program">The program.</param>
/// <param name="Provenance">Where its verifying key comes from.</param>
/// <param name="Evidence">The SHA-256 of what shows it; zero for nothing.</param>
/// <param name="Revoked">Whether it was revoked.</param>
public sealed record ProgramView(Hash32 Program, Provenance Provenance, Hash32 Evidence, bool Revoked);

/// <summary>The market's randomness: <c>GET /v1/beacon</c>.</summary>
/// <param name="Round">How many values were revealed.</param>
/// <param name="Value">The value revealed last.</param>
/// <param name="Opened">How many rounds have opened, those without a value included.</param>
/// <param name="Open">Whether a round waits for its parties.</param>
/// <param name="OperatorLink">The operator's link revealed last, or the end of its chain.</param>
/// <param name="Parties">The parties beside the operator that have or had a seat.</param>
public sealed record BeaconView(ulong Round, Hash32 Value, ulong Opened, bool Open, Hash32 OperatorLink, IReadOnlyList<BeaconPartyView> Parties);

/// <summary>A party of the beacon.</summary>
/// <param name="Account">Who it is.</param>
/// <param name="Seated">Whether it has a seat.</param>
/// <param name="Link">Its link revealed last, or the end of its chain.</param>
/// <param name="Revealed">The last round for which it revealed one.</param>
/// <param name="Withheld">How often it withheld one.</param>
/// <param name="Returns">The rounds that must have opened before it may take a seat again.</param>
public sealed record BeaconPartyView(Name Account, bool Seated, Hash32 Link, ulong Revealed, uint Withheld, ulong Returns);

/// <summary>The operator's signed word on the whole state: <c>GET /v1/checkpoint</c>.</summary>
/// <param name="Checkpoint">The canonical <see cref="Client.Checkpoint"/>.</param>
/// <param name="Signature">The operator's signature of it.</param>
public sealed record CheckpointView(Bytes Checkpoint, Bytes Signature)
{
    /// <summary>What a node publishes of a checkpoint.</summary>
    public static CheckpointView Of(in SignedCheckpoint kept) => new(new Bytes(kept.Checkpoint.Encode()), kept.Signature);

    /// <summary>The checkpoint, if it is of this market and signed with this key; null otherwise.</summary>
    public SignedCheckpoint? Read(Hash32 market, Hash32 operatorKey)
    {
        try
        {
            var said = Client.Checkpoint.Decode(Checkpoint.Memory);
            return said.Market == market && said.Verify(operatorKey, Signature) ? new SignedCheckpoint(said, Signature) : null;
        }
        catch (EncodingException)
        {
            return null;
        }
    }
}
