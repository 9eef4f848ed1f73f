using System.Text.Json;
using Vendue.Cli.CommandLine;
using Vendue.Client;
using Vendue.Kernel;
using Vendue.Mechanisms;
using Vendue.Proofs;
using Vendue.Proofs.Formats;

namespace Vendue.Cli.Requests;

/// <summary>
/// What it takes to go on with a request in another process: its wish, with the secret that later steps need, its verifying
/// key, and the key of a private input. Kept in a file that only its owner may read, before the request is posted.
/// </summary>
/// <param name="Genesis">The hash of the market's genesis.</param>
/// <param name="Wish">What was asked for.</param>
/// <param name="Key">The program's verifying key.</param>
/// <param name="InputKey">The key of the private input; null for a public one.</param>
sealed record RequestFile(Hash32 Genesis, Wish Wish, ProgramKey Key, byte[]? InputKey)
{
    const string Format = "vendue-request";
    const int Version = 1;
    const long MostBytes = 4 << 20;

    static readonly JsonSerializerOptions form = new(WireJson.Options) { RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true, UnmappedMemberHandling = System.Text.Json.Serialization.JsonUnmappedMemberHandling.Disallow, WriteIndented = true };

    /// <summary>Writes a new file, durably.</summary>
    internal void Save(FileInfo file)
    {
        var stored = new Stored(Format, Version, Genesis, WishForm.Of(Wish), Key.System.Name, new Bytes(Key.ToBytes()), InputKey is { } key ? new Bytes(key) : null);
        var create = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) create.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        try
        {
            using var stream = new FileStream(file.FullName, create);
            stream.Write(JsonSerializer.SerializeToUtf8Bytes(stored, form));
            stream.Flush(flushToDisk: true);
        }
        catch (IOException) when (file.Exists)
        {
            throw new CommandException("file-exists", $"'{file}' is there already, and may be of another request: name another file with --keep.");
        }
    }

    /// <summary>Reads a file.</summary>
    internal static RequestFile Load(FileInfo file)
    {
        try
        {
            var stored = JsonSerializer.Deserialize<Stored>(InputFile.Read(file, MostBytes), form) ?? throw new JsonException("it is null");
            if (stored.Format != Format || stored.Version != Version) throw new JsonException($"it is not of the form {Format} {Version}");
            if (stored.InputKey is { } key && key.Length != SealedInput.KeySize) throw new JsonException("its input's key has another length");
            return new RequestFile(stored.Genesis, stored.Wish.ToWish(), KeyOf(stored.System, stored.VerifyingKey.Span), stored.InputKey?.Span.ToArray());
        }
        catch (Exception wrong) when (wrong is JsonException or EncodingException or ProofFormatException)
        {
            throw new CommandException("request-file-wrong", $"'{file}' is no file of a request: {wrong.Message.ReplaceLineEndings(" ").TrimEnd('.')}.");
        }
    }

    static ProgramKey KeyOf(string system, ReadOnlySpan<byte> bytes) =>
        ProofSystems.All.FirstOrDefault(known => known.Name == system) is { } proofs
            ? ProgramKey.Parse(proofs, bytes)
            : throw new JsonException("it names an unknown proof system");

    sealed record WishForm(Name Account, Bytes Statement, UInt128 Ceiling, ulong Now, ulong UnitsPerSecond, ulong Deadline, uint Index, Hash32 Secret)
    {
        internal static WishForm Of(Wish wish) => new(wish.Account, new Bytes(Codec<Statement>.Of.Encode(wish.Statement)), wish.Ceiling, wish.Now, wish.UnitsPerSecond, wish.Deadline, wish.Index, wish.Secret);

        internal Wish ToWish() => new() { Account = Account, Statement = Codec<Statement>.Of.Decode(Statement.Memory), Ceiling = Ceiling, Now = Now, UnitsPerSecond = UnitsPerSecond, Deadline = Deadline, Index = Index, Secret = Secret };
    }

    sealed record Stored(string Format, int Version, Hash32 Genesis, WishForm Wish, string System, Bytes VerifyingKey, Bytes? InputKey);
}
