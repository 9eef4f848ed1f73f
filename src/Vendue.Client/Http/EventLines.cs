using System.Buffers;
using System.Text;

namespace Vendue.Client;

/// <summary>
/// The data of server-sent events (the HTML standard, section 9.2), read with a bound on what one event may take: the
/// framework's parser has none, and a stream never ends.
/// </summary>
sealed class EventLines(Stream stream)
{
    /// <summary>The most bytes that one event may take.</summary>
    public const int MaxEvent = 1024 * 1024;

    readonly byte[] buffer = new byte[8 * 1024];
    readonly ArrayBufferWriter<byte> line = new();
    readonly StringBuilder data = new();
    int start, end;
    bool afterReturn, dataSeen;

    /// <summary>
    /// The data of the next event; the empty text for a comment, which only says that the stream lives; null at the end.
    /// </summary>
    public async ValueTask<string?> NextAsync(CancellationToken cancel)
    {
        while (await ReadLineAsync(cancel).ConfigureAwait(false) is { } text)
        {
            if (text.Length == 0)
            {
                var complete = data.ToString();
                bool seen = dataSeen;
                data.Clear();
                dataSeen = false;
                if (seen) return complete;
            }
            else if (text[0] == ':')
            {
                return "";
            }
            else if (text.StartsWith("data:", StringComparison.Ordinal))
            {
                Add(text.AsSpan("data:".Length));
            }
        }
        return null;
    }

    void Add(ReadOnlySpan<char> value)
    {
        if (dataSeen) data.Append('\n');
        data.Append(value is [' ', ..] ? value[1..] : value);
        dataSeen = true;
        if (data.Length > MaxEvent) throw TooLong();
    }

    /// <summary>A line without its end (a line feed, a carriage return, or both); null when the stream ends, whatever part of a line it had.</summary>
    async ValueTask<string?> ReadLineAsync(CancellationToken cancel)
    {
        line.ResetWrittenCount();
        while (true)
        {
            if (start == end)
            {
                start = 0;
                end = await stream.ReadAsync(buffer, cancel).ConfigureAwait(false);
                if (end == 0) return null;
            }
            if (afterReturn && buffer[start] == '\n') start++;
            afterReturn = false;
            int length = buffer.AsSpan(start, end - start).IndexOfAny((byte)'\n', (byte)'\r');
            int taken = length < 0 ? end - start : length;
            if (line.WrittenCount + taken > MaxEvent) throw TooLong();
            line.Write(buffer.AsSpan(start, taken));
            start += taken;
            if (length < 0) continue;
            afterReturn = buffer[start++] == '\r';
            return Encoding.UTF8.GetString(line.WrittenSpan);
        }
    }

    static MarketClientException TooLong() => new("too-large", $"An event of the node has more than {MaxEvent} bytes.");
}
