using Microsoft.Data.Sqlite;
using Vendue.Client;

namespace Vendue.Node.Journal;

/// <summary>
/// A journal in one SQLite file, write-ahead logged and synchronised on every commit. One row holds a commit group: its
/// entries, each with a checksum, and the head of the hash chain after it.
/// </summary>
public sealed class SqliteJournal : IJournal
{
    const int MostEventBytes = 1 << 20;
    const string LastGroup = "SELECT first + count - 1, head FROM groups ORDER BY first DESC LIMIT 1";
    const string GroupsFrom = "SELECT first, count, entries, head FROM groups WHERE first >= $0 ORDER BY first";

    readonly SqliteConnection connection;
    readonly SqliteConnection reader;
    readonly SqliteCommand findEpoch, insertGroup, insertAcknowledgement, insertEvents, findAcknowledgement;

    SqliteJournal(SqliteConnection connection, SqliteConnection reader, byte[] genesis)
    {
        this.connection = connection;
        this.reader = reader;
        Genesis = genesis;
        findEpoch = Command(connection, "SELECT epoch FROM genesis", 0);
        insertGroup = Command(connection, "INSERT INTO groups VALUES ($0, $1, $2, $3)", 4);
        insertAcknowledgement = Command(connection, "INSERT INTO acknowledgements VALUES ($0, $1)", 2);
        insertEvents = Command(connection, "INSERT INTO events VALUES ($0, $1)", 2);
        findAcknowledgement = Command(reader, "SELECT bytes FROM acknowledgements WHERE command = $0", 1);
        (Position, Head) = Last();
    }

    /// <inheritdoc/>
    public byte[] Genesis { get; }

    /// <inheritdoc/>
    public ulong Position { get; private set; }

    /// <inheritdoc/>
    public Hash32 Head { get; private set; }

    /// <summary>Opens a journal, or begins one.</summary>
    /// <param name="path">The file.</param>
    /// <param name="genesis">Makes the genesis of a journal that begins, encoded; null to open only one that exists.</param>
    /// <exception cref="JournalException">The file is no journal.</exception>
    public static SqliteJournal Open(string path, Func<byte[]>? genesis)
    {
        if (genesis is null && !File.Exists(path)) throw new JournalException("journal-missing", $"There is no journal at '{path}'; name the folder of a node.");
        return Open(path, () => Connect(path), connection => GenesisOf(connection) ?? Begin(connection, genesis ?? throw Empty(path)));
    }

    /// <summary>Opens a journal to read it: nothing is written, not even beside the file where no node has it open.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="JournalException">The file is no journal.</exception>
    public static SqliteJournal OpenToRead(string path)
    {
        if (!File.Exists(path)) throw new JournalException("journal-missing", $"There is no journal at '{path}'; name the folder of a node.");
        // Without a log beside it no node has the file open and none left it in a hurry: it may be read as it stands.
        string file = new Uri(Path.GetFullPath(path)).AbsoluteUri + (File.Exists(path + "-wal") ? "?mode=ro" : "?mode=ro&immutable=1");
        var source = new SqliteConnectionStringBuilder { DataSource = file, Mode = SqliteOpenMode.ReadOnly, Pooling = false };
        return Open(path, () => Connect(source), connection => GenesisOf(connection) ?? throw Empty(path));
    }

    static SqliteJournal Open(string path, Func<SqliteConnection> connect, Func<SqliteConnection, byte[]> genesis)
    {
        SqliteConnection? connection = null, reader = null;
        try
        {
            connection = connect();
            var begun = genesis(connection);
            reader = connect();
            return new SqliteJournal(connection, reader, begun);
        }
        catch (Exception failed)
        {
            connection?.Dispose();
            reader?.Dispose();
            if (failed is SqliteException or InvalidCastException) throw new JournalException($"The journal '{path}' cannot be opened: {failed.Message}", failed);
            throw;
        }
    }

    static JournalException Empty(string path) => new("journal-empty", $"The journal '{path}' was never begun; start the node with the market's settings.");

    /// <inheritdoc/>
    public ulong TakeOver()
    {
        try
        {
            EmptyLog();
            using var transaction = connection.BeginTransaction();
            using var command = connection.CreateCommand();
            command.Transaction = transaction;
            command.CommandText = "UPDATE genesis SET epoch = epoch + 1 RETURNING epoch";
            ulong taken = (ulong)(long)command.ExecuteScalar()!;
            transaction.Commit();
            (Position, Head) = Last();
            return taken;
        }
        catch (SqliteException failed)
        {
            throw new JournalException("journal-not-written", $"The journal cannot be taken over: {failed.Message}; see that its disk has room and is whole, then start the node again.", failed);
        }
    }

    /// <summary>
    /// Moves the log into the database. What a failed synchronisation left in the log can be read as long as the machine
    /// runs, and may never reach its disk: whatever were written behind it in the log would then be lost with it.
    /// </summary>
    void EmptyLog()
    {
        using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA wal_checkpoint(TRUNCATE)";
        using var row = command.ExecuteReader();
        if (row.Read() && row.GetInt64(0) != 0) throw new JournalException("journal-busy", "Somebody else reads the journal, so that it cannot be taken over; end other programs that have it open, such as an audit, and start the node again.");
    }

    /// <inheritdoc/>
    public void Append(ulong epoch, ulong expectedPosition, CommitGroup group, Projection projection)
    {
        try
        {
            using var transaction = connection.BeginTransaction();
            findEpoch.Transaction = transaction;
            if ((ulong)(long)findEpoch.ExecuteScalar()! != epoch)
                throw new JournalException("journal-superseded", "Another node has taken this journal over; this one stops.");
            if (expectedPosition != Position || group.First != Position + 1 || group.Entries.Count == 0)
                throw new JournalException("journal-stale", $"A group of {group.Entries.Count} entries from {group.First} does not follow {Position}.");
            Run(insertGroup, transaction, (long)group.First, (long)group.Entries.Count, PackedEntries.Pack(group.Entries, group.Hashes), group.Head.ToArray());
            foreach (var (id, bytes) in projection.Acknowledgements) Run(insertAcknowledgement, transaction, id.ToArray(), bytes);
            foreach (var (sequence, bytes) in projection.Events) Run(insertEvents, transaction, (long)sequence, bytes);
            transaction.Commit();
        }
        catch (SqliteException failed)
        {
            throw new JournalException("journal-not-written", $"The journal cannot be written after entry {Position}: {failed.Message}; see that its disk has room and is whole, then start the node again.", failed);
        }
        Position = group.First + (ulong)group.Entries.Count - 1;
        Head = group.Head;
    }

    /// <inheritdoc/>
    public IEnumerable<CommitGroup> Read() => ReadAfter(0, Hash32.Sha256(Genesis));

    /// <inheritdoc/>
    public IEnumerable<CommitGroup> ReadAfter(ulong position, Hash32 head)
    {
        ulong next = position + 1;
        var chain = head;
        foreach (var group in Rows(GroupsFrom, () => next, GroupOf, (long)next))
        {
            if (group.First != next) throw new JournalException("journal-gap", $"The journal goes from entry {next - 1} to entry {group.First}: entries between them are gone.");
            foreach (var hash in group.Hashes!) chain = JournalEntry.Chain(chain, hash);
            ulong last = next + (ulong)group.Entries.Count - 1;
            if (chain != group.Head) throw new JournalException("journal-chain-broken", $"The hash chain breaks in the group of entries {next} to {last}: its entries are whole, but its head is not theirs.");
            next = last + 1;
            yield return group;
        }
    }

    /// <inheritdoc/>
    public void Checkpoint(in SignedCheckpoint checkpoint)
    {
        try
        {
            using var transaction = connection.BeginTransaction();
            using var insert = Command(connection, "INSERT OR REPLACE INTO checkpoints VALUES ($0, $1)", 2);
            Run(insert, transaction, (long)checkpoint.Checkpoint.Sequence, Codec<SignedCheckpoint>.Of.Encode(checkpoint));
            transaction.Commit();
        }
        catch (SqliteException failed)
        {
            throw new JournalException("journal-not-written", $"The checkpoint after entry {checkpoint.Checkpoint.Sequence} cannot be written: {failed.Message}", failed);
        }
    }

    /// <inheritdoc/>
    public IReadOnlyList<SignedCheckpoint> Checkpoints() => [.. Rows("SELECT sequence, bytes FROM checkpoints ORDER BY sequence", () => 0, CheckpointOf)];

    /// <inheritdoc/>
    public byte[]? AcknowledgementOf(Hash32 command)
    {
        try
        {
            lock (reader)
            {
                findAcknowledgement.Parameters[0].Value = command.ToArray();
                return (byte[]?)findAcknowledgement.ExecuteScalar();
            }
        }
        catch (Exception failed) when (failed is SqliteException or InvalidCastException)
        {
            throw NotRead(failed);
        }
    }

    /// <inheritdoc/>
    public IEnumerable<(Hash32 Command, byte[] Acknowledgement)> Acknowledgements() =>
        Rows("SELECT command, bytes FROM acknowledgements ORDER BY command", () => 0, r => (new Hash32(Blob(r, 0)), Blob(r, 1)));

    /// <inheritdoc/>
    public IReadOnlyList<(ulong Sequence, byte[] Events)> EventsFrom(ulong sequence, int most)
    {
        try
        {
            lock (reader) return Events(sequence, most);
        }
        catch (Exception failed) when (failed is SqliteException or InvalidCastException)
        {
            throw NotRead(failed);
        }
    }

    List<(ulong, byte[])> Events(ulong sequence, int most)
    {
        using var command = reader.CreateCommand();
        command.CommandText = "SELECT sequence, bytes FROM events WHERE sequence >= $0 ORDER BY sequence LIMIT $1";
        command.Parameters.AddWithValue("$0", (long)sequence);
        command.Parameters.AddWithValue("$1", most);
        using var rows = command.ExecuteReader();
        var found = new List<(ulong, byte[])>();
        for (long bytes = 0; bytes < MostEventBytes && rows.Read();)
        {
            found.Add(((ulong)rows.GetInt64(0), (byte[])rows[1]));
            bytes += found[^1].Item2.Length;
        }
        return found;
    }

    static JournalException NotRead(Exception failed) => new("journal-not-read", $"The journal cannot be read: {failed.Message}; see that its disk is whole.", failed);

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var command in (SqliteCommand[])[findEpoch, insertGroup, insertAcknowledgement, insertEvents, findAcknowledgement]) command.Dispose();
        lock (reader) reader.Dispose();
        connection.Dispose();
    }

    static SqliteConnection Connect(string path)
    {
        var connection = Connect(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false });
        try
        {
            Execute(connection, "PRAGMA busy_timeout = 5000; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;");
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    static SqliteConnection Connect(SqliteConnectionStringBuilder source)
    {
        var connection = new SqliteConnection(source.ToString());
        try
        {
            connection.Open();
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    static byte[]? GenesisOf(SqliteConnection connection)
    {
        using var find = connection.CreateCommand();
        find.CommandText = "SELECT count(*) FROM sqlite_master WHERE name = 'genesis'";
        if ((long)find.ExecuteScalar()! == 0) return null;
        find.CommandText = "SELECT bytes FROM genesis";
        return find.ExecuteScalar() as byte[] ?? throw new JournalException("journal-damaged", "The journal's genesis is gone or damaged.");
    }

    /// <summary>Tables and genesis come to be together, so that a start that was cut short is simply made again.</summary>
    static byte[] Begin(SqliteConnection connection, Func<byte[]> genesis)
    {
        var bytes = genesis();
        using var transaction = connection.BeginTransaction();
        using var begin = connection.CreateCommand();
        begin.Transaction = transaction;
        begin.CommandText = """
            CREATE TABLE genesis (one INTEGER PRIMARY KEY CHECK (one = 1), bytes BLOB NOT NULL, epoch INTEGER NOT NULL);
            CREATE TABLE groups (first INTEGER PRIMARY KEY, count INTEGER NOT NULL, entries BLOB NOT NULL, head BLOB NOT NULL);
            CREATE TABLE acknowledgements (command BLOB PRIMARY KEY, bytes BLOB NOT NULL) WITHOUT ROWID;
            CREATE TABLE events (sequence INTEGER PRIMARY KEY, bytes BLOB NOT NULL);
            CREATE TABLE checkpoints (sequence INTEGER PRIMARY KEY, bytes BLOB NOT NULL);
            INSERT INTO genesis VALUES (1, $0, 0);
            """;
        begin.Parameters.AddWithValue("$0", bytes);
        begin.ExecuteNonQuery();
        transaction.Commit();
        return bytes;
    }

    (ulong, Hash32) Last() =>
        Rows(LastGroup, () => 0, r => ((ulong)r.GetInt64(0), new Hash32(Blob(r, 1)))).Append((0UL, Hash32.Sha256(Genesis))).First();

    /// <summary>The rows of a query; whatever is not of its form is damage at or after an entry.</summary>
    IEnumerable<T> Rows<T>(string sql, Func<ulong> entry, Func<SqliteDataReader, T> read, long? from = null)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        if (from is { } first) command.Parameters.AddWithValue("$0", first);
        using var rows = Guard(command.ExecuteReader);
        while (Guard(rows.Read)) yield return Guard(() => read(rows));

        TResult Guard<TResult>(Func<TResult> step)
        {
            try
            {
                return step();
            }
            catch (Exception damaged) when (damaged is SqliteException or InvalidCastException or InvalidOperationException or ArgumentException or EncodingException)
            {
                throw new JournalException("journal-damaged", $"The journal's file is damaged{(entry() > 0 ? $" at or after entry {entry()}" : "")}: {damaged.Message}", damaged);
            }
        }
    }

    static CommitGroup GroupOf(SqliteDataReader row)
    {
        var hashes = new List<Hash32>();
        var entries = PackedEntries.Unpack(Blob(row, 2), (ulong)row.GetInt64(0), row.GetInt64(1), hashes);
        return new CommitGroup((ulong)row.GetInt64(0), entries, new Hash32(Blob(row, 3))) { Hashes = hashes };
    }

    static SignedCheckpoint CheckpointOf(SqliteDataReader row)
    {
        var kept = Codec<SignedCheckpoint>.Of.Decode(Blob(row, 1));
        return kept.Checkpoint.Sequence == (ulong)row.GetInt64(0) ? kept : throw new InvalidCastException("a checkpoint stands under another entry than it is of.");
    }

    static byte[] Blob(SqliteDataReader row, int column) => row.GetValue(column) as byte[] ?? throw new InvalidCastException("a row holds something else than bytes.");

    static SqliteCommand Command(SqliteConnection connection, string sql, int parameters)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        for (int i = 0; i < parameters; i++) command.Parameters.Add(new SqliteParameter { ParameterName = $"${i}" });
        return command;
    }

    static void Run(SqliteCommand command, SqliteTransaction transaction, params ReadOnlySpan<object> values)
    {
        command.Transaction = transaction;
        for (int i = 0; i < values.Length; i++) command.Parameters[i].Value = values[i];
        command.ExecuteNonQuery();
    }

    static void Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
