using OrleansWa.Contracts;
using OrleansWa.Contracts.DeadLetters;
using OrleansWa.Contracts.Webhooks;
using OrleansWa.Storage.DeadLetters;
using OrleansWa.Storage.Messages;
using OrleansWa.Storage.Sqlite.Engine;
using OrleansWa.Storage.Sqlite.Messages;

namespace OrleansWa.Storage.Sqlite.DeadLetters;

/// <summary>What failed, both ways.</summary>
internal sealed class SqliteDeadLetterStore(SqliteEngine engine, MessageRows messages, IncomingDeadLetterRows incoming) : IDeadLetterStore
{
    public async ValueTask<Page<DeadLetter>> List(string scope, DeadLetterFilter filter, PageRequest page, CancellationToken ct = default)
    {
        var after = DeadLetterCursor.Decode(page.Cursor);
        var limit = Math.Clamp(page.Limit, 1, MessagePages.MaxRows);
        return await engine.Read(
            db => DeadLetterPages.Of(
                DeadLetterPages.Wants(filter, DeadLetterDirection.Out) ? DeadLetterRows.Head(db, messages, scope, filter, after.OutgoingAfter(filter), limit + 1) : [],
                DeadLetterPages.Wants(filter, DeadLetterDirection.In) ? IncomingDeadLetterRows.Head(db, scope, filter, after.IncomingAfter(filter), limit + 1) : [],
                limit),
            ct);
    }

    public ValueTask<IncomingDeadLetter?> Find(string scope, string id, CancellationToken ct = default) =>
        engine.Read(db => IncomingDeadLetterRows.Find(db, scope, id), ct);

    public ValueTask<UnroutedMessage?> Unrouted(string scope, string id, CancellationToken ct = default) => engine.Read(db => incoming.Unrouted(db, scope, id), ct);

    public async ValueTask End(string scope, string id, DateTimeOffset at, CancellationToken ct = default) => await engine.Write(
        db =>
        {
            IncomingDeadLetterRows.End(db, scope, id, at);
            return true;
        },
        weight: 1,
        ct);
}
