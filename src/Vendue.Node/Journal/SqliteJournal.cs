using System.Buffers.Binary;
using Microsoft.Data.Sqlite;

namespace Vendue.Node.Journal;

/// <summary>
/// A journal in one SQLite file, write-ahead logged and synchronised on every commit. One row holds a commit group: its
/// entries, each with a checksum, and the head of the hash chain after it.
/// </summary>
public sealed class SqliteJournal : IJournal
{
    const int ChecksumSize = 8;

    readonly SqliteConnection connection;
    readonly SqliteConnection reader;

    SqliteJournal(SqliteConnection connection, SqliteConnection reader, byte[] genesis)
    {
        this.connection = connection;
        this.reader = reader;
        Genesis = genesis;
        (Position, Head) = Last();
    }

    /// <inheritdoc/>
    public byte[] Genesis { get; }

    /// <inheritdoc/>
    public ulong Position { get; private set; }

    /// <inheritdoc/>
    public Hash32 Head { get; private set; }

    /// <inheritdoc/>
    public ulong Epoch { get; private set; }

    /// <summary>Opens a journal, or begins one.</summary>
    /// <param name="path">The file.</param>
    /// <param name="genesis">The genesis of a journal that begins, encoded; null to open one that exists.</param>
    /// <exception cref="JournalException">The file is no journal, or has another genesis.</exception>
    public static SqliteJournal Open(string path, byte[]? genesis)
    {
        if (genesis is null && !File.Exists(path)) throw new JournalException("journal-missing", $"There is no journal at '{path}'; name the folder of a node.");
        SqliteConnection? connection = null, reader = null;
        try
        {
            connection = Connect(path);
            reader = Connect(path);
            Execute(connection, """
                CREATE TABLE IF NOT EXISTS genesis (one INTEGER PRIMARY KEY CHECK (one = 1), bytes BLOB NOT NULL, epoch INTEGER NOT NULL);
                CREATE TABLE IF NOT EXISTS groups (first INTEGER PRIMARY KEY, count INTEGER NOT NULL, entries BLOB NOT NULL, head BLOB NOT NULL);
                CREATE TABLE IF NOT EXISTS acknowledgements (command BLOB PRIMARY KEY, bytes BLOB NOT NULL) WITHOUT ROWID;
                CREATE TABLE IF NOT EXISTS events (sequence INTEGER PRIMARY KEY, bytes BLOB NOT NULL);
                CREATE TABLE IF NOT EXISTS checkpoints (sequence INTEGER PRIMARY KEY, state BLOB NOT NULL);
                """);
            return new SqliteJournal(connection, reader, BeginOrMatch(connection, path, genesis));
        }
        catch (SqliteException damaged)
        {
            connection?.Dispose();
            reader?.Dispose();
            throw new JournalException($"The journal '{path}' cannot be opened: {damaged.Message}", damaged);
        }
        catch
        {
            connection?.Dispose();
            reader?.Dispose();
            throw;
        }
    }

    /// <summary>Opens a journal to read it: nothing is written, not even beside the file where no node has it open.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="JournalException">The file is no journal.</exception>
    public static SqliteJournal OpenToRead(string path)
    {
        if (!File.Exists(path)) throw new JournalException("journal-missing", $"There is no journal at '{path}'; name the folder of a node.");
        // Without a log beside it no node has the file open and none left it in a hurry: it may be read as it stands.
        string file = new Uri(Path.GetFullPath(path)).AbsoluteUri + (File.Exists(path + "-wal") ? "?mode=ro" : "?mode=ro&immutable=1");
        var source = new SqliteConnectionStringBuilder { DataSource = file, Mode = SqliteOpenMode.ReadOnly, Pooling = false }.ToString();
        SqliteConnection connection = new(source), reader = new(source);
        try
        {
            connection.Open();
            reader.Open();
            return new SqliteJournal(connection, reader, BeginOrMatch(connection, path, null));
        }
        catch (SqliteException damaged)
        {
            connection.Dispose();
            reader.Dispose();
            throw new JournalException($"The journal '{path}' cannot be opened: {damaged.Message}", damaged);
        }
        catch
        {
            connection.Dispose();
            reader.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public void TakeOver()
    {
        using var command = connection.CreateCommand();
        command.CommandText = "UPDATE genesis SET epoch = epoch + 1 RETURNING epoch";
        Epoch = (ulong)(long)command.ExecuteScalar()!;
    }

    /// <inheritdoc/>
    public void Append(CommitGroup group, Projection projection)
    {
        using var transaction = connection.BeginTransaction();
        if ((ulong)(long)Scalar(transaction, "SELECT epoch FROM genesis")! != Epoch)
            throw new JournalException("journal-superseded", "Another node has taken this journal over; this one stops.");
        if (group.First != Position + 1)
            throw new JournalException("journal-stale", $"A group that begins at {group.First} does not follow {Position}.");
        Insert(transaction, "INSERT INTO groups VALUES ($a, $b, $c, $d)", (long)group.First, (long)group.Entries.Count, Pack(group.Entries), group.Head.ToArray());
        foreach (var (id, bytes) in projection.Acknowledgements)
            Insert(transaction, "INSERT INTO acknowledgements VALUES ($a, $b)", id.ToArray(), bytes);
        foreach (var (sequence, bytes) in projection.Events)
            Insert(transaction, "INSERT INTO events VALUES ($a, $b)", (long)sequence, bytes);
        transaction.Commit();
        Position += (ulong)group.Entries.Count;
        Head = group.Head;
    }

    /// <inheritdoc/>
    public IEnumerable<CommitGroup> Read()
    {
        ulong next = 1;
        var chain = Hash32.Sha256(Genesis);
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT first, count, entries, head FROM groups ORDER BY first";
        using var rows = command.ExecuteReader();
        while (Advance(rows, next))
        {
            ulong first = (ulong)rows.GetInt64(0);
            if (first != next) throw new JournalException("journal-gap", $"The journal goes from entry {next - 1} to entry {first}: entries between them are gone.");
            var group = new CommitGroup(first, Unpack((byte[])rows[2], first, rows.GetInt64(1)), new Hash32((byte[])rows[3]));
            foreach (var entry in group.Entries) chain = JournalEntry.Chain(chain, entry.Span);
            if (chain != group.Head) throw new JournalException("journal-chain-broken", $"The hash chain breaks in the group of entries {first} to {first + (ulong)group.Entries.Count - 1}: its entries are whole, but its head is not theirs.");
            next += (ulong)group.Entries.Count;
            yield return group;
        }
    }

    /// <inheritdoc/>
    public void Checkpoint(ulong sequence, Hash32 state)
    {
        using var transaction = connection.BeginTransaction();
        Insert(transaction, "INSERT OR REPLACE INTO checkpoints VALUES ($a, $b)", (long)sequence, state.ToArray());
        transaction.Commit();
    }

    /// <inheritdoc/>
    public IReadOnlyList<(ulong Sequence, Hash32 State)> Checkpoints() =>
        [.. Rows("SELECT sequence, state FROM checkpoints ORDER BY sequence", r => ((ulong)r.GetInt64(0), new Hash32((byte[])r[1])))];

    /// <inheritdoc/>
    public byte[]? AcknowledgementOf(Hash32 command)
    {
        using var find = connection.CreateCommand();
        find.CommandText = "SELECT bytes FROM acknowledgements WHERE command = $a";
        find.Parameters.AddWithValue("$a", command.ToArray());
        return (byte[]?)find.ExecuteScalar();
    }

    /// <inheritdoc/>
    public IEnumerable<(Hash32 Command, byte[] Acknowledgement)> Acknowledgements() =>
        Rows("SELECT command, bytes FROM acknowledgements ORDER BY command", r => (new Hash32((byte[])r[0]), (byte[])r[1]));

    /// <inheritdoc/>
    public IReadOnlyList<(ulong Sequence, byte[] Events)> EventsFrom(ulong sequence, int most)
    {
        lock (reader)
        {
            using var command = reader.CreateCommand();
            command.CommandText = "SELECT sequence, bytes FROM events WHERE sequence >= $a ORDER BY sequence LIMIT $b";
            command.Parameters.AddWithValue("$a", (long)sequence);
            command.Parameters.AddWithValue("$b", most);
            using var rows = command.ExecuteReader();
            var found = new List<(ulong, byte[])>();
            while (rows.Read()) found.Add(((ulong)rows.GetInt64(0), (byte[])rows[1]));
            return found;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        reader.Dispose();
        connection.Dispose();
    }

    static SqliteConnection Connect(string path)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false }.ToString());
        connection.Open();
        Execute(connection, "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA busy_timeout = 5000;");
        return connection;
    }

    static byte[] BeginOrMatch(SqliteConnection connection, string path, byte[]? genesis)
    {
        using var find = connection.CreateCommand();
        find.CommandText = "SELECT bytes FROM genesis";
        if (find.ExecuteScalar() is byte[] existing)
            return genesis is null || genesis.AsSpan().SequenceEqual(existing) ? existing : throw new JournalException("journal-other-genesis", $"'{path}' holds a market with another genesis; choose another folder or leave the settings as they were.");
        if (genesis is null) throw new JournalException("journal-empty", $"The journal '{path}' has no genesis; it is damaged, or was never begun.");
        using var begin = connection.CreateCommand();
        begin.CommandText = "INSERT INTO genesis VALUES (1, $a, 0)";
        begin.Parameters.AddWithValue("$a", genesis);
        begin.ExecuteNonQuery();
        return genesis;
    }

    (ulong, Hash32) Last()
    {
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT first + count - 1, head FROM groups ORDER BY first DESC LIMIT 1";
        using var row = command.ExecuteReader();
        return row.Read() ? ((ulong)row.GetInt64(0), new Hash32((byte[])row[1])) : (0, Hash32.Sha256(Genesis));
    }

    static bool Advance(SqliteDataReader rows, ulong next) =>
        Readable(rows.Read, $"The journal's file is damaged at or after entry {next}");

    static T Readable<T>(Func<T> read, string otherwise)
    {
        try
        {
            return read();
        }
        catch (SqliteException damaged)
        {
            throw new JournalException($"{otherwise}: {damaged.Message}", damaged);
        }
    }

    static byte[] Pack(IReadOnlyList<ReadOnlyMemory<byte>> entries)
    {
        var writer = new CanonicalWriter();
        foreach (var entry in entries)
        {
            writer.Bytes(entry.Span);
            Checksum(entry.Span, writer.Take(ChecksumSize));
        }
        return writer.Written.ToArray();
    }

    static List<ReadOnlyMemory<byte>> Unpack(byte[] packed, ulong first, long count)
    {
        var entries = new List<ReadOnlyMemory<byte>>();
        Span<byte> expected = stackalloc byte[ChecksumSize];
        int at = 0;
        for (long i = 0; i < count; i++)
        {
            ulong sequence = first + (ulong)i;
            long length = packed.Length - at >= 4 ? BinaryPrimitives.ReadUInt32LittleEndian(packed.AsSpan(at)) : long.MaxValue;
            if (length > packed.Length - at - 4 - ChecksumSize) throw Damaged(sequence, at);
            var entry = packed.AsMemory(at + 4, (int)length);
            Checksum(entry.Span, expected);
            if (!packed.AsSpan(at + 4 + (int)length, ChecksumSize).SequenceEqual(expected)) throw Damaged(sequence, at);
            entries.Add(entry);
            at += 4 + (int)length + ChecksumSize;
        }
        return at == packed.Length ? entries : throw Damaged(first + (ulong)count - 1, at);
    }

    static JournalException Damaged(ulong sequence, int at) =>
        new("journal-damaged", $"Entry {sequence} of the journal is damaged: from byte {at} of its group on, its bytes are not those that were written.");

    static void Checksum(ReadOnlySpan<byte> entry, Span<byte> to)
    {
        Span<byte> hash = stackalloc byte[Hash32.Size];
        System.Security.Cryptography.SHA256.HashData(entry, hash);
        hash[..ChecksumSize].CopyTo(to);
    }

    IEnumerable<T> Rows<T>(string sql, Func<SqliteDataReader, T> read)
    {
        const string damaged = "What the journal's file keeps beside the entries is damaged";
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var rows = Readable(command.ExecuteReader, damaged);
        while (Readable(rows.Read, damaged)) yield return read(rows);
    }

    object? Scalar(SqliteTransaction transaction, string sql)
    {
        using var command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = sql;
        return command.ExecuteScalar();
    }

    void Insert(SqliteTransaction transaction, string sql, params object[] values)
    {
        using var command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = sql;
        for (int i = 0; i < values.Length; i++) command.Parameters.AddWithValue("$" + (char)('a' + i), values[i]);
        command.ExecuteNonQuery();
    }

    static void Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
