namespace Vendue.Mechanisms.BoundlessMarket;

/// <summary>
/// Reverse Dutch auction with a collateralised exclusive lock and open secondary fulfilment: RISC Zero Boundless. A
/// client posts a request whose price rises; the first prover to lock it has the price of that instant and must deliver
/// by the lock deadline. If it does not, the client is refunded, anybody may deliver until the deadline, and half of the
/// locker's collateral is burnt. Source: the contracts of github.com/boundless-xyz/boundless, July 2026.
/// </summary>
public sealed partial class Boundless : Mechanism
{
    static readonly Name LockReason = "lock", PaymentReason = "payment", FeeReason = "market-fee", RefundReason = "refund",
        BondReturnReason = "bond-return", BurnReason = "slash-burn", SlashReason = "slash", OpenPaymentReason = "open-payment", TopUpReason = "replacement-top-up";

    const ushort RequestTag = 64, LockTag = 65, DeliverTag = 67, SlashTag = 68;

    readonly BoundlessParameters parameters;
    readonly Asset payment = new(0), collateral;
    readonly Table<StandingRow> standings;
    readonly UniqueIndex<Handle<Request>, StandingRow> standingOf;
    readonly Table<VersionRow> versions;
    readonly UniqueIndex<VersionKey, VersionRow> versionByKey;
    readonly OrderedIndex<int, VersionRow> versionsByRequest;
    readonly Table<LockRow> locks;
    readonly UniqueIndex<Handle<Request>, LockRow> lockOf;
    readonly Table<CommitmentRow> commitments;
    readonly UniqueIndex<Hash32, CommitmentRow> commitmentByHash;
    readonly RequestFlags flags;
    readonly ushort lapse;

    /// <summary>Makes the mechanism.</summary>
    public Boundless(Scope scope, BoundlessParameters parameters) : base(scope)
    {
        ArgumentNullException.ThrowIfNull(scope);
        this.parameters = parameters;
        collateral = new Asset(parameters.OneAsset ? (byte)0 : (byte)1);
        standings = scope.Table<StandingRow>("standings", (int)parameters.MaxRequests);
        standingOf = standings.IndexBy(s => s.Request);
        versions = scope.Table<VersionRow>("versions", (int)(parameters.MaxRequests * parameters.MaxVersions));
        versionByKey = versions.IndexBy(v => new VersionKey(v.Request, v.Digest));
        versionsByRequest = versions.OrderBy(v => v.Request.Index);
        locks = scope.Table<LockRow>("locks", (int)parameters.MaxRequests);
        lockOf = locks.IndexBy(l => l.Request);
        commitments = scope.Table<CommitmentRow>("commitments", (int)parameters.MaxCommitments);
        commitmentByHash = commitments.IndexBy(c => c.Hash);
        flags = new RequestFlags(scope, parameters.MaxFlagWords);
        lapse = scope.Timers.Register((_, payload) => Drop(Packed.Handle<CommitmentRow>(payload)));
        scope.On<RequestProof>(Post);
        scope.On<LockRequest>(Take);
        scope.On<Commit>(Promise);
        scope.On<Deliver>(Deliver);
        scope.On<Slash>(Slash);
    }

    /// <summary>The digest of a version: SHA-256 over "vendue/boundless/request/1", the id, the statement and the offer in their canonical encodings.</summary>
    public static Hash32 DigestOf(Hash32 request, Statement statement, in Offer offer)
    {
        var writer = new CanonicalWriter();
        writer.Raw("vendue/boundless/request/1"u8);
        writer.Hash32(request);
        Codec<Statement>.Of.Write(writer, statement);
        Codec<Offer>.Of.Write(writer, offer);
        return Hash32.Sha256(writer.Written);
    }

    /// <summary>
    /// The commitment to a delivery: SHA-256 over "vendue/boundless/commitment/1", the prover's name and the fills in
    /// their canonical encodings. It covers the prover and every proof, so who first sees a proof on delivery cannot
    /// have committed to it; not even to a re-randomised copy.
    /// </summary>
    public static Hash32 CommitmentOf(Name prover, Fill[] fills)
    {
        var writer = new CanonicalWriter();
        writer.Raw("vendue/boundless/commitment/1"u8);
        writer.Name(prover);
        Codec<Fill[]>.Of.Write(writer, fills);
        return Hash32.Sha256(writer.Written);
    }

    /// <summary>Whether a client's request was ever locked, and ever fulfilled.</summary>
    public (bool Locked, bool Fulfilled) FlagsOf(Account client, uint index) => (flags.IsLocked(client, index), flags.IsFulfilled(client, index));

    /// <inheritdoc/>
    public override IReadOnlyList<Claim> ClaimsIn(ushort tag, ReadOnlyMemory<byte> action)
    {
        if (tag != DeliverTag) return [];
        var fills = Codec<Deliver>.Of.Decode(action).Fills;
        var claims = new ProofClaim[fills.Length];
        for (int i = 0; i < fills.Length; i++)
        {
            var statement = TryFindVersion(fills[i].Request, fills[i].Digest, out _, out var version) ? StatementOf(versions[version]) : new Statement();
            claims[i] = new ProofClaim(fills[i].Request, statement.Program, statement.System, fills[i].PublicValues, fills[i].Proof);
        }
        return claims;
    }

    /// <inheritdoc/>
    public override IReadOnlyList<Statement> StatementsIn(ushort tag, ReadOnlyMemory<byte> action) =>
        tag == RequestTag ? [Codec<RequestProof>.Of.Decode(action).Statement] : [];

    Outcome Post(in Call call, in RequestProof action)
    {
        if (CheckOffer(call.Now, action.Offer, action.Statement) is { IsRefused: true } wrong) return wrong;
        var id = RequestId.Of(Ledger.NameOf(call.Sender), action.Index);
        ulong ends = ulong.MaxValue - parameters.SlashGrace < action.Offer.Deadline ? ulong.MaxValue : action.Offer.Deadline + parameters.SlashGrace;
        var stands = Requests.TryFind(id, out var request)
            ? Extend(request, ends)
            : Open(id, call.Sender, action, ends, out request);
        if (stands.IsRefused) return stands;
        var digest = DigestOf(id, action.Statement, action.Offer);
        if (versionByKey.TryFind(new VersionKey(request, digest), out _)) return Reasons.VersionKnown;
        if (Scope.Blobs.Hold(Codec<Statement>.Of.Encode(action.Statement), out var statement) is { IsRefused: true } noRoom) return noRoom;
        if (!versions.TryAdd(new VersionRow(request, digest, statement, action.Offer), out _)) return versions.Full;
        Scope.Emit(new VersionPosted(id, digest, call.Sender, action.Offer));
        return Outcome.Applied;
    }

    Outcome CheckOffer(ulong now, in Offer offer, Statement statement)
    {
        if (!offer.IsValid(parameters.LongestSecondaryWindow)) return Reasons.InvalidRequest.With(parameters.LongestSecondaryWindow);
        if (now > offer.Deadline) return Reasons.RequestIsExpired.With(offer.Deadline);
        if (offer.Deadline - now > parameters.LongestLife) return Reasons.DeadlineTooFar.With((Int128)now + parameters.LongestLife);
        if (statement.Predicate.Data.Length > parameters.LongestPredicate) return Reasons.PredicateTooLong.With(statement.Predicate.Data.Length, parameters.LongestPredicate);
        return statement.Predicate.IsWellFormed ? Outcome.Applied : Refused.BadEncoding;
    }

    /// <summary>An id whose request has ended is spent if it was ever locked or fulfilled.</summary>
    Outcome Open(Hash32 id, Account client, in RequestProof action, ulong ends, out Handle<Request> request)
    {
        request = default;
        if (flags.IsFulfilled(client, action.Index)) return Reasons.RequestIsFulfilled;
        if (flags.IsLocked(client, action.Index)) return Reasons.RequestIsLocked;
        if (Scope.OpenRequest(id, client, action.Statement, ends, out request) is { IsRefused: true } refusal) return refusal;
        return standings.TryAdd(new StandingRow(request, action.Index, 1), out _) ? Outcome.Applied : standings.Full;
    }

    Outcome Extend(Handle<Request> request, ulong ends)
    {
        var handle = Standing(request);
        var row = standings[handle];
        if (row.Versions >= parameters.MaxVersions) return Reasons.TooManyVersions.With(row.Versions);
        standings.Write(handle, row with { Versions = row.Versions + 1 });
        return ends > Requests[request].Ends ? Requests.Extend(request, ends) : Outcome.Applied;
    }

    // The first prover to lock has the request, at the price of this instant.
    Outcome Take(in Call call, in LockRequest action)
    {
        if (!Requests.TryFind(action.Request, out var request)) return Refused.UnknownRequest;
        if (!versionByKey.TryFind(new VersionKey(request, action.Digest), out var version)) return Reasons.UnknownVersion;
        var client = Requests[request].Owner;
        uint index = standings[Standing(request)].Index;
        var offer = versions[version].Offer;
        if (flags.IsLocked(client, index)) return Reasons.RequestIsLocked;
        if (flags.IsFulfilled(client, index)) return Reasons.RequestIsFulfilled;
        if (call.Now > offer.LockDeadline) return Reasons.RequestLockIsExpired.With(offer.LockDeadline);
        var price = offer.PriceAt(call.Now);
        if (HoldFor(request, Place.Escrow, client, payment, price, Reasons.ClientInsufficientBalance, out var held) is { IsRefused: true } clientShort) return clientShort;
        if (HoldFor(request, Place.Bond, call.Sender, collateral, offer.LockCollateral, Reasons.ProverInsufficientBalance, out var bond) is { IsRefused: true } proverShort) return proverShort;
        bool isPrivate = StatementOf(versions[version]).Private;
        if (isPrivate && Scope.PrivateInputs.Await(request, call.Sender) is { IsRefused: true } noKey) return noKey;
        var row = new LockRow(
            request, action.Request, action.Digest, call.Sender, offer.LockDeadline, offer.Deadline, price, offer.LockCollateral, false, false, false, held, bond, call.Now, isPrivate, isPrivate);
        if (!locks.TryAdd(row, out _)) return locks.Full;
        if (flags.SetLocked(client, index) is { IsRefused: true } noRoom) return noRoom;
        Scope.Emit(new AssignedEvent(action.Request, call.Sender, payment, price, collateral, offer.LockCollateral, offer.LockDeadline));
        Scope.Emit(new RequestLocked(action.Request, action.Digest, call.Sender, price, offer.LockCollateral, offer.LockDeadline, offer.Deadline));
        return Outcome.Applied;
    }

    Outcome HoldFor(Handle<Request> request, Place place, Account owner, Asset asset, UInt128 amount, Reason shortfall, out Handle<Holding> holding)
    {
        if (Ledger.OpenHolding(place, owner, asset, request, out holding) is { IsRefused: true } full) return full;
        return Ledger.Hold(owner, holding, amount, LockReason) is { IsRefused: true } poor ? shortfall.With(poor.First, poor.Second) : Outcome.Applied;
    }

    // The first to commit stamps the block; to commit again changes nothing.
    Outcome Promise(in Call call, in Commit action)
    {
        if (commitmentByHash.TryFind(action.Hash, out _)) return Outcome.Applied;
        if (!commitments.TryAdd(new CommitmentRow(action.Hash, call.Block, default), out var commitment)) return commitments.Full;
        ulong due = ulong.MaxValue - call.Now <= parameters.CommitmentLife ? ulong.MaxValue : call.Now + parameters.CommitmentLife + 1;
        if (Scope.Timers.Set(lapse, due, Packed.Of(commitment), out var timer) is { IsRefused: true } noTimer) return noTimer;
        commitments.Write(commitment, commitments[commitment] with { Lapse = timer });
        Scope.Emit(new Committed(action.Hash, call.Block));
        return Outcome.Applied;
    }

    void Drop(Handle<CommitmentRow> commitment)
    {
        if (!commitments.Contains(commitment)) return;
        Scope.Timers.Cancel(commitments[commitment].Lapse);
        commitments.Remove(commitment);
    }

    Outcome Slash(in Call call, in Slash action)
    {
        if (!Requests.TryFind(action.Request, out var request)) return Refused.UnknownRequest;
        if (!lockOf.TryFind(request, out var locked)) return Reasons.RequestIsNotLocked;
        var row = locks[locked];
        if (row.Slashed) return Reasons.RequestIsSlashed;
        if (row.PaidBeforeLockDeadline) return Reasons.RequestIsFulfilled;
        if (call.Now <= row.Deadline) return Reasons.RequestIsNotExpired.With(row.Deadline);
        if (call.Now - row.Deadline <= Scope.Genesis.VerdictWait && Requests.HasPendingReceipt(request, row.Deadline + 1)) return Reasons.VerdictPending;
        Settle(locked);
        return Outcome.Applied;
    }

    // Burns a part of the collateral; the odd unit is in the rest. Who never had the key of a private input is not at fault.
    void Settle(Handle<LockRow> locked)
    {
        var row = locks[locked];
        if (row.AwaitsKey)
        {
            ReleaseUnkeyed(locked);
            return;
        }
        var burnt = Wide.MulDivFloor(row.Collateral, parameters.SlashingBurnBps, BoundlessParameters.Whole);
        var rest = row.Collateral - burnt;
        var locker = Ledger[row.Bond].Owner;
        var recipient = row.PaidAfterLockDeadline ? row.Prover : Account.Treasury;
        if (burnt > 0) Ledger.Release(row.Bond, Account.Burnt, burnt, BurnReason);
        if (rest > 0) Ledger.Release(row.Bond, recipient, rest, SlashReason);
        Ledger.CloseHolding(row.Bond, BondReturnReason);
        if (!row.PaidAfterLockDeadline) Ledger.CloseHolding(row.Payment, RefundReason);
        locks.Write(locked, row with { Price = 0, Collateral = 0, Slashed = true });
        Scope.Emit(new LockSlashed(row.Id, locker, burnt, rest, recipient));
        Scope.Emit(new SlashedEvent(row.Id, locker, collateral, row.Collateral));
    }

    /// <inheritdoc/>
    public override Ending Expire(Handle<Request> request)
    {
        var ending = Conclude(request);
        Remove(request);
        return ending;
    }

    /// <inheritdoc/>
    public override bool Drop(Handle<Request> request)
    {
        if (lockOf.TryFind(request, out var locked)) locks.Remove(locked);
        Remove(request);
        return true;
    }

    void Remove(Handle<Request> request)
    {
        foreach (var version in versionsByRequest.At(request.Index).ToArray())
        {
            Scope.Blobs.Release(versions[version].Statement);
            versions.Remove(version);
        }
        standings.Remove(Standing(request));
    }

    Ending Conclude(Handle<Request> request)
    {
        if (!lockOf.TryFind(request, out var locked))
            return flags.IsFulfilled(Requests[request].Owner, standings[Standing(request)].Index) ? Ending.Settled : Ending.Expired;
        var row = locks[locked];
        if (!row.PaidBeforeLockDeadline && !row.Slashed) Settle(locked);
        locks.Remove(locked);
        return row.IsPaid ? Ending.Settled : Ending.Refunded;
    }

    Handle<StandingRow> Standing(Handle<Request> request) =>
        standingOf.TryFind(request, out var standing) ? standing : throw new InvariantException($"Request {request.Index} stands without its row.");

    bool TryFindVersion(Hash32 id, Hash32 digest, out Handle<Request> request, out Handle<VersionRow> version)
    {
        version = default;
        return Requests.TryFind(id, out request) && versionByKey.TryFind(new VersionKey(request, digest), out version);
    }

    Statement StatementOf(in VersionRow version) => Codec<Statement>.Of.Decode(Scope.Blobs.Read(version.Statement));
}
