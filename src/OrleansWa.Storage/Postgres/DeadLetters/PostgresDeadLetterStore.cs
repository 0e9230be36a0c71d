using OrleansWa.Contracts;
using OrleansWa.Contracts.Channels;
using OrleansWa.Contracts.DeadLetters;
using OrleansWa.Contracts.Webhooks;
using OrleansWa.Storage.DeadLetters;
using OrleansWa.Storage.Messages;
using OrleansWa.Storage.Postgres.Engine;
using OrleansWa.Storage.Postgres.Messages;

namespace OrleansWa.Storage.Postgres.DeadLetters;

/// <summary>What failed, both ways.</summary>
internal sealed class PostgresDeadLetterStore(PostgresEngine engine, MessageRows messages) : IDeadLetterStore
{
    public async ValueTask<Page<DeadLetter>> List(string scope, DeadLetterFilter filter, PageRequest page, CancellationToken ct = default)
    {
        var after = DeadLetterCursor.Decode(page.Cursor);
        var limit = Math.Clamp(page.Limit, 1, MessagePages.MaxRows);
        return await engine.Read(
            async session => DeadLetterPages.Of(
                DeadLetterPages.Wants(filter, DeadLetterDirection.Out)
                    ? await session.All(DeadLetterRows.SelectPage, Bind(scope, filter, after.OutgoingAfter(filter), limit), messages.Read, ct)
                    : [],
                DeadLetterPages.Wants(filter, DeadLetterDirection.In)
                    ? await session.All(IncomingDeadLetterRows.SelectHead, Bind(scope, filter, after.IncomingAfter(filter), limit), IncomingDeadLetterRows.Read, ct)
                    : [],
                limit),
            ct);
    }

    public async ValueTask<IncomingDeadLetter?> Find(string scope, string id, CancellationToken ct = default) =>
        (await engine.First(IncomingDeadLetterRows.SelectOne, select => select.Text(scope).Text(id), IncomingDeadLetterRows.Read, ct)).Letter;

    public ValueTask<UnroutedMessage?> Unrouted(string scope, string id, CancellationToken ct = default) => engine.First(
        IncomingDeadLetterRows.SelectContent,
        select => select.Text(scope).Text(id),
        row => new UnroutedMessage((ConnectorKind)row.Int(0), scope, UnroutedJson.Read(messages.Decode(row, scope, 1, 2))),
        ct);

    public async ValueTask End(string scope, string id, DateTimeOffset at, CancellationToken ct = default) => await engine.Write(
        session => session.Count(IncomingDeadLetterRows.EndOne + " RETURNING 1", update => update.Text(scope).Text(id).Time(at)), ct);

    private static Action<PgCommand> Bind(string scope, DeadLetterFilter filter, MessageCursor after, int limit) =>
        select => select.Text(scope).Long(after.At).Long(after.Seq).Text(filter.ChannelId).Text(filter.Code).Int(limit + 1);
}
