using System.Text.Json;

namespace Vendue.Prover.Outside;

/// <summary>What an outside prover says, read from a line.</summary>
abstract record OutsideMessage
{
    /// <summary>The version of the contract that this process speaks.</summary>
    public const int ProtocolVersion = 1;

    const int MostPrograms = 1024;
    const int MostSlots = 1024;
    const ulong MostWork = 1UL << 62;
    const int LongestText = 500;

    /// <summary>It is ready.</summary>
    public sealed record Ready(Announcement Announcement) : OutsideMessage;

    /// <summary>It lives.</summary>
    public sealed record Pong : OutsideMessage;

    /// <summary>Something of one job.</summary>
    public abstract record OfJob(Hash32 Id) : OutsideMessage;

    /// <summary>It works on the job.</summary>
    public sealed record Accepted(Hash32 Id) : OfJob(Id);

    /// <summary>How far it is.</summary>
    public sealed record Progress(Hash32 Id, double Fraction, string Stage) : OfJob(Id);

    /// <summary>The proof is made, in these files of the job's folder.</summary>
    public sealed record Result(Hash32 Id, string Proof, string PublicValues) : OfJob(Id);

    /// <summary>The proof could not be made.</summary>
    public sealed record Failed(Hash32 Id, string Code, string Why, bool Impossible) : OfJob(Id);

    /// <summary>It works on the job no more.</summary>
    public sealed record Cancelled(Hash32 Id) : OfJob(Id);

    /// <summary>It has never heard of the job, or has forgotten it.</summary>
    public sealed record Unknown(Hash32 Id) : OfJob(Id);

    /// <summary>What it thinks of a proof.</summary>
    public sealed record Verified(Hash32 Id, bool Valid) : OfJob(Id);

    /// <summary>Reads a line.</summary>
    /// <exception cref="OutsideException">The line is no message of the contract.</exception>
    public static OutsideMessage Parse(ReadOnlyMemory<byte> line)
    {
        try
        {
            using var document = JsonDocument.Parse(line, new JsonDocumentOptions { MaxDepth = 8, AllowDuplicateProperties = false });
            var message = document.RootElement;
            return Text(message, "type") switch
            {
                "ready" => ReadyOf(message),
                "pong" => new Pong(),
                "accepted" => new Accepted(IdOf(message)),
                "progress" => new Progress(IdOf(message), Math.Clamp(message.GetProperty("fraction").GetDouble(), 0, 1), TextOr(message, "stage", "")),
                "result" => new Result(IdOf(message), JobFolder.FileName(Text(message, "proof")), JobFolder.FileName(Text(message, "publicValues"))),
                "failed" => new Failed(IdOf(message), CodeOf(message), TextOr(message, "message", "It gave no reason."), message.TryGetProperty("impossible", out var none) && none.GetBoolean()),
                "cancelled" => new Cancelled(IdOf(message)),
                "unknown" => new Unknown(IdOf(message)),
                "verified" => new Verified(IdOf(message), message.GetProperty("valid").GetBoolean()),
                var other => throw Broken($"a message of the unknown type '{Shown(other)}'"),
            };
        }
        catch (Exception wrong) when (wrong is JsonException or InvalidOperationException or KeyNotFoundException or FormatException or EncodingException)
        {
            throw Broken($"a line that is no message of the contract: {Shown(System.Text.Encoding.UTF8.GetString(line.Span[..Math.Min(line.Length, 80)]))}");
        }
    }

    static Ready ReadyOf(JsonElement message)
    {
        int version = message.GetProperty("version").GetInt32();
        if (version != ProtocolVersion) throw new OutsideException("outside-version", $"The outside prover speaks version {version} of the contract, this agent version {ProtocolVersion}: update the older of the two.");
        var programs = message.GetProperty("programs");
        int slots = message.TryGetProperty("slots", out var given) ? given.GetInt32() : 1;
        if (slots is < 1 or > MostSlots) throw Broken($"{slots} slots; 1 to {MostSlots} are possible");
        if (programs.GetArrayLength() is < 1 or > MostPrograms) throw Broken($"{programs.GetArrayLength()} programs; 1 to {MostPrograms} are possible");
        return new Ready(new Announcement
        {
            Name = TextOr(message, "name", "outside prover"),
            Slots = slots,
            Verifies = message.TryGetProperty("verifies", out var verifies) && verifies.GetBoolean(),
            Programs = [.. programs.EnumerateArray().Select(ProgramOf)],
        });
    }

    static AnnouncedProgram ProgramOf(JsonElement program) => new()
    {
        Name = Text(program, "name"),
        System = Name.TryParse(Text(program, "system"), out var system) ? system : throw Broken("a proof system whose name is none"),
        Version = program.TryGetProperty("systemVersion", out var version) ? version.GetUInt16() : (ushort)1,
        Program = program.TryGetProperty("program", out var hash) ? HashOf(hash) : null,
        VerifyingKey = PathOr(program, "verifyingKey"),
        Generator = PathOr(program, "generator"),
        BindingInput = PathOr(program, "bindingInput"),
        Unit = TextOr(program, "unit", "constraints"),
        PerSecond = program.TryGetProperty("perSecond", out var speed) ? speed.GetUInt64() : 0,
        Work = program.TryGetProperty("work", out var work) ? WorkOf(work.GetUInt64()) : 0,
    };

    static ulong WorkOf(ulong units) => units <= MostWork ? units : throw Broken($"{units} units of work for a proof; {MostWork} are the most");

    static Hash32 IdOf(JsonElement message) => HashOf(message.GetProperty("id"));

    static Hash32 HashOf(JsonElement value) => Hash32.TryParse(value.GetString(), out var hash) ? hash : throw Broken("a hash that is none: 0x and 64 hexadecimal digits");

    static string CodeOf(JsonElement message) =>
        TextOr(message, "code", "failed") is { Length: > 0 and <= 64 } code && code.All(letter => letter is '-' or (>= 'a' and <= 'z') or (>= '0' and <= '9')) ? code : "failed";

    static string Text(JsonElement of, string name) => Shown(of.GetProperty(name).GetString() ?? "");

    static string TextOr(JsonElement of, string name, string otherwise) => of.TryGetProperty(name, out var text) ? Shown(text.GetString() ?? "") : otherwise;

    static string? PathOr(JsonElement of, string name) => of.TryGetProperty(name, out var text) ? text.GetString() : null;

    /// <summary>A stranger's text as it may be shown: short, and nothing in it that moves a terminal.</summary>
    public static string Shown(string text) =>
        string.Concat((text.Length > LongestText ? text[..LongestText] : text).Select(letter => char.IsControl(letter) || char.IsSurrogate(letter) ? '?' : letter));

    static OutsideException Broken(string what) => new("outside-protocol", $"The outside prover broke the contract with {what}. See docs/outside-provers.md.");
}
