namespace Vendue.Client.Tests;

/// <summary>How urgent a sample is.</summary>
public enum Urgency : byte
{
    Low,
    High,
}

/// <summary>A part of a sample.</summary>
public readonly record struct Part(Name Unit, ulong Amount, Urgency Urgency);

/// <summary>An action with a field of every kind that actions may have.</summary>
[Action(64, "sample", "Carries a field of every kind.")]
public readonly record struct Sample(
    bool Flag, byte Small, ushort Medium, uint Large, ulong Huge, long Signed, UInt128 Amount, Int128 Change,
    Hash32 Request, Name Label, Bytes Data, Urgency Urgency, Part Main, Part[] Parts, ushort[] Numbers, Bytes[] Pieces, byte[][] Rows);

/// <summary>A small action.</summary>
[Action(65, "lock", "Takes a request.")]
public readonly record struct Lock([property: Meaning("The request to take")] Hash32 Request, [property: Meaning("The highest bond, in base units")] UInt128 Bond);

/// <summary>An action of the same fields under another name.</summary>
[Action(66, "unlock", "Lets a request go.")]
public readonly record struct Unlock(Hash32 Request, UInt128 Bond);

static class Samples
{
    public static ActionSet Actions { get; } = new(new[] { typeof(Sample), typeof(Lock), typeof(Unlock), typeof(AuthoriseKey), typeof(RevokeKey), typeof(Deposit), typeof(Withdraw), typeof(Tick) }
        .Select(ActionSet.DescriptionOf));

    public static Hash32 Genesis { get; } = Hash32.Sha256("a market"u8);

    public static Sample Full { get; } = new(
        true, 7, 513, 70_000, ulong.MaxValue, -5, UInt128.MaxValue, Int128.MinValue, Hash32.Sha256("request"u8), "label",
        new Bytes([1, 2, 3]), Urgency.High, new Part("cycles", 12, Urgency.Low), [new Part("gas", 1, Urgency.High), new Part("", 0, Urgency.Low)],
        [1, 2, 65_535], [new Bytes([]), new Bytes([9])], [[], [1, 255]]);

    public static OwnerKey Owner { get; } = OwnerKey.FromHex("0xc85ef7d79691fe79573b1a7064c19c1a9819ebdbd1faaab1a8ec92344438aaf4");

    public static DelegatedKey Delegated { get; } = DelegatedKey.FromHex("0x9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60");

    public static SignedCommand ByOwner<T>(in T action, ulong nonce = 1) where T : struct =>
        Owner.Sign(CommandEnvelope.Of(Genesis, Owner.Address, default, 3, nonce, 1_000, action), ActionSet.DescriptionOf(typeof(T)));

    public static SignedCommand ByDelegate<T>(in T action, ulong nonce = 1) where T : struct =>
        Delegated.Sign(CommandEnvelope.Of(Genesis, Owner.Address, Delegated.Public, 3, nonce, 1_000, action));
}
