namespace Vendue.Prover.Outside;

/// <summary>Lines of a stream that a stranger writes: none longer than the limit is ever held.</summary>
/// <param name="stream">What he writes.</param>
/// <param name="longest">Longest line, bytes, without its end.</param>
sealed class BoundedLines(Stream stream, int longest)
{
    readonly byte[] buffer = new byte[longest + 1];
    int begin, end;

    /// <summary>The next line, valid until the next call; null at the end of the stream.</summary>
    /// <param name="cut">Whether the rest of a line that is too long is skipped; otherwise it is an error.</param>
    /// <param name="stop">Ends the wait.</param>
    /// <exception cref="OutsideException">A line is too long.</exception>
    public async Task<ReadOnlyMemory<byte>?> NextAsync(bool cut, CancellationToken stop)
    {
        int looked = begin;
        while (true)
        {
            int at = buffer.AsSpan(looked, end - looked).IndexOf((byte)'\n');
            if (at >= 0) return Take(looked + at);
            if (end - begin == buffer.Length) return cut ? await CutAsync(stop).ConfigureAwait(false) : throw new OutsideException("outside-line-too-long", $"The outside prover wrote a line of more than {longest} bytes: inputs and proofs go into files.");
            looked = MoveToFront();
            int read = await ReadAsync(buffer.AsMemory(end), stop).ConfigureAwait(false);
            if (read == 0) return null;
            end += read;
        }
    }

    ReadOnlyMemory<byte> Take(int lineEnd)
    {
        var line = buffer.AsMemory(begin, lineEnd - begin);
        begin = lineEnd + 1;
        return line.Length > 0 && line.Span[^1] == '\r' ? line[..^1] : line;
    }

    /// <returns>Where to look on.</returns>
    int MoveToFront()
    {
        if (begin > 0)
        {
            buffer.AsSpan(begin, end - begin).CopyTo(buffer);
            end -= begin;
            begin = 0;
        }
        return end;
    }

    async Task<ReadOnlyMemory<byte>?> CutAsync(CancellationToken stop)
    {
        var kept = buffer.AsSpan(begin, longest).ToArray();
        while (true)
        {
            begin = 0;
            end = await ReadAsync(buffer, stop).ConfigureAwait(false);
            int at = buffer.AsSpan(0, end).IndexOf((byte)'\n');
            if (end > 0 && at < 0) continue;
            begin = at < 0 ? end : at + 1;
            return kept;
        }
    }

    /// <summary>A read of a pipe may not heed its token while a grandchild holds the other end: then it is left to itself.</summary>
    Task<int> ReadAsync(Memory<byte> into, CancellationToken stop) => stream.ReadAsync(into, stop).AsTask().WaitAsync(stop);
}
