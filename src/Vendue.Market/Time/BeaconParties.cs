namespace Vendue.Kernel;

/// <summary>A party takes a seat in the beacon, or gives its chain a new end.</summary>
/// <param name="Anchor">The end of a hash chain of its own; each round reveals the preimage, under SHA-256, of the link before.</param>
[Action(20, "commit-beacon", "A party of the beacon takes its seat with the end of a hash chain, or begins a new chain between rounds.")]
public readonly record struct CommitBeacon(Hash32 Anchor);

/// <summary>A party reveals its link for the round under way.</summary>
/// <param name="Round">The round.</param>
/// <param name="Link">The preimage, under SHA-256, of its link before.</param>
[Action(21, "reveal-link", "A party of the beacon reveals its link for the round under way.")]
public readonly record struct RevealLink(ulong Round, Hash32 Link);

/// <summary>A party gives its seat up and takes its bond back.</summary>
[Action(22, "leave-beacon", "A party of the beacon gives its seat up between rounds and takes its bond back.")]
public readonly record struct LeaveBeacon;

/// <summary>A round of the beacon opened: every seated party now reveals its link.</summary>
/// <param name="Round">The round.</param>
/// <param name="Link">The operator's link.</param>
/// <param name="Until">The last instant at which a party may reveal.</param>
[Event(20, "beacon-opened")]
public readonly record struct BeaconOpened(ulong Round, Hash32 Link, ulong Until);

/// <summary>A party revealed its link.</summary>
[Event(21, "beacon-link")]
public readonly record struct BeaconLink(ulong Round, Account Party, Hash32 Link);

/// <summary>A round of the beacon ended without a value, because a party withheld its link.</summary>
[Event(22, "beacon-voided")]
public readonly record struct BeaconVoided(ulong Round);

/// <summary>A party's seat changed.</summary>
/// <param name="Party">The party.</param>
/// <param name="Seated">Whether it has a seat now.</param>
/// <param name="Withheld">How often it withheld a link so far.</param>
[Event(23, "beacon-seat")]
public readonly record struct BeaconSeat(Account Party, bool Seated, uint Withheld);

/// <summary>A party of the beacon.</summary>
/// <param name="Account">Who it is.</param>
/// <param name="Seated">Whether it has a seat.</param>
/// <param name="Link">Its link revealed last, or the end of its chain.</param>
/// <param name="Revealed">The last round for which it revealed one.</param>
/// <param name="Withheld">How often it withheld one.</param>
/// <param name="Returns">The rounds that must have opened before it may take a seat again.</param>
/// <param name="Bond">Its bond; none without a seat or where none is asked.</param>
public readonly record struct BeaconParty(Account Account, bool Seated, Hash32 Link, ulong Revealed, uint Withheld, ulong Returns, Handle<Holding> Bond);

/// <summary>The beacon's parties beside the operator: their chains, seats and bonds.</summary>
sealed class BeaconParties
{
    static readonly Name BondReason = "beacon-bond", WithheldReason = "beacon-withheld";

    readonly Market market;
    readonly BeaconTerms terms;
    readonly Table<BeaconParty> rows;
    readonly UniqueIndex<Account, BeaconParty> byAccount;
    readonly Cell<uint> seated, missing;

    public BeaconParties(Market market, Genesis genesis)
    {
        this.market = market;
        terms = genesis.Beacon;
        int named = genesis.Authorities.Count(a => a.Role == BeaconTerms.Office);
        AreNamed = named > 0;
        rows = market.Table<BeaconParty>("beacon-parties", named);
        byAccount = rows.IndexBy(r => r.Account);
        seated = market.Cell<uint>("beacon-seated");
        missing = market.Cell<uint>("beacon-missing");
    }

    /// <summary>Whether the genesis names any.</summary>
    public bool AreNamed { get; }

    public uint Seated => seated.Value;

    /// <summary>How many have yet to reveal their link of the round under way.</summary>
    public uint Missing => missing.Value;

    public IEnumerable<BeaconParty> All
    {
        get
        {
            foreach (var row in rows) yield return rows[row];
        }
    }

    public void Begin() => missing.Value = seated.Value;

    public Outcome Seat(Account account, Hash32 anchor, ulong opened)
    {
        if (!market.Holds(BeaconTerms.Office, account)) return Refused.NotAuthorised;
        if (!byAccount.TryFind(account, out var row))
        {
            if (!rows.TryAdd(new BeaconParty(account, false, anchor, 0, 0, 0, default), out row)) return rows.Full;
        }
        var party = rows[row];
        if (party.Seated)
        {
            rows.Write(row, party with { Link = anchor });
            return Outcome.Applied;
        }
        if (opened < party.Returns) return Refused.BeaconSitsOut.With(party.Returns);
        var bond = default(Handle<Holding>);
        if (terms.Bond > 0)
        {
            if (market.Ledger.OpenHolding(Place.Bond, account, new Asset(terms.BondAsset), default, out bond) is { IsRefused: true } full) return full;
            if (market.Ledger.Hold(account, bond, terms.Bond, BondReason) is { IsRefused: true } poor) return poor;
        }
        rows.Write(row, party with { Seated = true, Link = anchor, Bond = bond });
        seated.Value++;
        market.Emit(new BeaconSeat(account, true, party.Withheld));
        return Outcome.Applied;
    }

    public Outcome Leave(Account account)
    {
        if (!byAccount.TryFind(account, out var row) || !rows[row].Seated) return Refused.NotAuthorised;
        var party = rows[row];
        if (!party.Bond.IsNone) market.Ledger.CloseHolding(party.Bond, BondReason);
        Unseat(row, party);
        return Outcome.Applied;
    }

    public Outcome Reveal(Account account, ulong round, Hash32 link)
    {
        if (!byAccount.TryFind(account, out var row) || !rows[row].Seated) return Refused.NotAuthorised;
        var party = rows[row];
        if (party.Revealed == round) return Refused.BeaconLinkKnown;
        if (Hash32.Sha256(link.ToArray()) != party.Link) return Refused.BeaconMismatch;
        rows.Write(row, party with { Link = link, Revealed = round });
        missing.Value--;
        market.Emit(new BeaconLink(round, account, link));
        return Outcome.Applied;
    }

    /// <summary>The value of a round: SHA-256 over "vendue/beacon/1", the value before, the round, the operator's link, and each seated party's link in order of first seat.</summary>
    public Hash32 Mix(Hash32 before, ulong round, Hash32 operatorLink)
    {
        var writer = new CanonicalWriter();
        writer.Raw("vendue/beacon/1"u8);
        writer.Hash32(before);
        writer.UInt64(round);
        writer.Hash32(operatorLink);
        writer.UInt32(seated.Value);
        foreach (var row in rows)
            if (rows[row].Seated) writer.Hash32(rows[row].Link);
        return Hash32.Sha256(writer.Written);
    }

    /// <summary>Who withheld loses seat and bond. The bond is burnt: nobody, the operator least, may gain by keeping a party's link out.</summary>
    public void LeaveOut(ulong round)
    {
        foreach (var row in rows)
        {
            var party = rows[row];
            if (!party.Seated || party.Revealed == round) continue;
            if (!party.Bond.IsNone)
            {
                market.Ledger.Release(party.Bond, Account.Burnt, market.Ledger[party.Bond].Amount, WithheldReason);
                market.Ledger.CloseHolding(party.Bond, WithheldReason);
            }
            uint withheld = party.Withheld == uint.MaxValue ? party.Withheld : party.Withheld + 1;
            Unseat(row, party with { Withheld = withheld, Returns = round + ((ulong)withheld * terms.SitsOut) });
        }
        missing.Value = 0;
    }

    void Unseat(Handle<BeaconParty> row, in BeaconParty party)
    {
        rows.Write(row, party with { Seated = false, Bond = default });
        seated.Value--;
        market.Emit(new BeaconSeat(party.Account, false, party.Withheld));
    }
}
