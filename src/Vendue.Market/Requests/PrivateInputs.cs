namespace Vendue.Kernel;

/// <summary>Publishes the key to which private inputs are sealed for this account.</summary>
/// <param name="Key">An X25519 public key.</param>
[Action(12, "publish-encryption-key", "Publishes the X25519 key to which private inputs are sealed for the account; the last one counts.")]
public readonly record struct PublishEncryptionKey(Hash32 Key);

/// <summary>The requester hands the key of a private input to its assignee; the time to prove begins here.</summary>
/// <param name="Request">The request.</param>
/// <param name="Sealed">The input's key, sealed to the assignee's encryption key; at most 256 bytes.</param>
[Action(13, "deliver-key", "Hands the key of a private input, sealed, to the request's assignee; the time to prove begins here.")]
public readonly record struct DeliverKey(Hash32 Request, Bytes Sealed);

/// <summary>The key of a private input was handed to its assignee.</summary>
/// <param name="Request">The request.</param>
/// <param name="Prover">The assignee.</param>
[Event(15, "key-delivered")]
public readonly record struct KeyDelivered(Hash32 Request, Account Prover);

readonly record struct EncryptionKeyRow(Account Account, Hash32 Key);

readonly record struct PrivateRow(Handle<Request> Request, Account Prover, bool Delivered, Handle<Blob> Sealed);

/// <summary>
/// Inputs that only their assignee may read: stored sealed, their keys handed over after assignment. A mechanism takes them
/// only if it has one assignee, whose time begins with the key.
/// </summary>
public sealed class PrivateInputs
{
    const int LongestSealed = 256;

    /// <summary>The number of the action by which a key is delivered.</summary>
    public const ushort DeliverTag = 13;

    readonly Market market;
    readonly Table<EncryptionKeyRow> keys;
    readonly UniqueIndex<Account, EncryptionKeyRow> keyOf;
    readonly Table<PrivateRow> assigned;
    readonly UniqueIndex<Handle<Request>, PrivateRow> byRequest;

    internal PrivateInputs(Market market, Genesis genesis)
    {
        this.market = market;
        keys = market.Table<EncryptionKeyRow>("encryption-keys", (int)genesis.Limits.Keys);
        keyOf = keys.IndexBy(k => k.Account);
        assigned = market.Table<PrivateRow>("private-inputs", (int)genesis.Limits.Requests);
        byRequest = assigned.IndexBy(p => p.Request);
        market.On<PublishEncryptionKey>(Publish);
        market.On<DeliverKey>(Deliver);
    }

    /// <summary>The key to which inputs are sealed for an account; null when it has published none.</summary>
    public Hash32? KeyOf(Account account) => keyOf.TryFind(account, out var row) ? keys[row].Key : null;

    /// <summary>The key of a request's input as its assignee was handed it; empty before, and for anybody else.</summary>
    public Bytes SealedFor(Handle<Request> request, Account account) =>
        byRequest.TryFind(request, out var row) && assigned[row] is { Delivered: true } given && given.Prover == account ? new Bytes(market.Blobs.Read(given.Sealed)) : default;

    /// <summary>A mechanism has assigned a request with a private input: its key is awaited now. Refused when the prover has no key to seal it to.</summary>
    public Outcome Await(Handle<Request> request, Account prover)
    {
        if (KeyOf(prover) is null) return Refused.NoEncryptionKey;
        Ended(request);
        return assigned.TryAdd(new PrivateRow(request, prover, false, default), out _) ? Outcome.Applied : assigned.Full;
    }

    /// <summary>The keys that an account has to deliver.</summary>
    internal IEnumerable<Opportunity> Opportunities(Account account)
    {
        foreach (var handle in assigned)
        {
            var row = assigned[handle];
            if (row.Delivered || market.Requests[row.Request].Owner != account) continue;
            yield return new Opportunity
            {
                Kind = OpportunityKind.Step,
                Action = DeliverTag,
                Request = market.Requests[row.Request].Key,
                From = market.Now,
                Until = market.Requests[row.Request].Ends,
                Terms = new Bytes(KeyOf(row.Prover)!.Value.ToArray()),
            };
        }
    }

    internal void Ended(Handle<Request> request)
    {
        if (!byRequest.TryFind(request, out var row)) return;
        if (assigned[row].Delivered) market.Blobs.Release(assigned[row].Sealed);
        assigned.Remove(row);
    }

    Outcome Publish(in Call call, in PublishEncryptionKey action)
    {
        var row = new EncryptionKeyRow(call.Sender, action.Key);
        if (!keyOf.TryFind(call.Sender, out var handle)) return keys.TryAdd(row, out _) ? Outcome.Applied : keys.Full;
        keys.Write(handle, row);
        return Outcome.Applied;
    }

    Outcome Deliver(in Call call, in DeliverKey action)
    {
        if (!market.Requests.TryFind(action.Request, out var request)) return Refused.UnknownRequest;
        if (market.Requests[request].Owner != call.Sender) return Refused.NotAuthorised;
        if (!byRequest.TryFind(request, out var handle)) return Refused.NoAssignee;
        if (assigned[handle].Delivered) return Refused.KeyDeliveredAlready;
        if (action.Sealed.Length is 0 or > LongestSealed) return Refused.BadEncoding;
        if (market.Blobs.Hold(action.Sealed.Span, out var blob) is { IsRefused: true } noRoom) return noRoom;
        assigned.Write(handle, assigned[handle] with { Delivered = true, Sealed = blob });
        market.Emit(new KeyDelivered(action.Request, assigned[handle].Prover));
        return market.MechanismAt(market.Requests[request].Slot).KeyDelivered(request);
    }
}
