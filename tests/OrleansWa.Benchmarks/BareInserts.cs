using Microsoft.Data.Sqlite;
using OrleansWa.Contracts;
using OrleansWa.Storage.Sqlite.Native;

namespace OrleansWa.Benchmarks;

/// <summary>
/// The baseline of storage: callers hand a row of 300 bytes under a unique text key (an inbox must know what it has) to one writer, which commits what is
/// queued with one fsync.
/// </summary>
internal sealed class BareInserts : IDisposable
{
    private readonly System.Collections.Concurrent.BlockingCollection<(byte[] Row, TaskCompletionSource Done)> _queue = [];
    private readonly string _directory = Directory.CreateTempSubdirectory("owa-bare-").FullName;
    private readonly Thread _writer;

    public BareInserts()
    {
        // The same library as the product; loading another beside it breaks both.
        SqliteLibrary.Load();
        _writer = new Thread(Write) { IsBackground = true };
        _writer.Start();
    }

    /// <summary>Durable when it completes.</summary>
    public Task Insert(byte[] row)
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _queue.Add((row, done));
        return done.Task;
    }

    public void Dispose()
    {
        _queue.CompleteAdding();
        _writer.Join();
        _queue.Dispose();
        Directory.Delete(_directory, recursive: true);
    }

    private void Write()
    {
        using var connection = new SqliteConnection($"Data Source={Path.Combine(_directory, "bare.db")};Pooling=False");
        connection.Open();
        Execute(connection, "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; CREATE TABLE rows (id INTEGER PRIMARY KEY AUTOINCREMENT, event_id TEXT NOT NULL UNIQUE, data BLOB NOT NULL);");
        using var insert = connection.CreateCommand();
        insert.CommandText = "INSERT INTO rows (event_id, data) VALUES ($event, $data)";
        var data = insert.Parameters.Add("$data", SqliteType.Blob);
        var eventId = insert.Parameters.Add("$event", SqliteType.Text);
        var count = 0L;
        var batch = new List<TaskCompletionSource>();
        foreach (var first in _queue.GetConsumingEnumerable())
        {
            Execute(connection, "BEGIN IMMEDIATE");
            var next = first;
            do
            {
                data.Value = next.Row;
                eventId.Value = DerivedId.From("wamid.", (++count).ToString(System.Globalization.CultureInfo.InvariantCulture));
                insert.ExecuteNonQuery();
                batch.Add(next.Done);
            }
            while (batch.Count < 2_000 && _queue.TryTake(out next));
            Execute(connection, "COMMIT");
            batch.ForEach(done => done.SetResult());
            batch.Clear();
        }
    }

    private static void Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
