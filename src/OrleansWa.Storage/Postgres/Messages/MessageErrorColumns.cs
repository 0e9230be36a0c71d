using OrleansWa.Contracts.Messages;
using OrleansWa.Storage.Postgres.Engine;

namespace OrleansWa.Storage.Postgres.Messages;

/// <summary>The four columns of an error: code, title, details, remedy.</summary>
internal static class MessageErrorColumns
{
    public static PgCommand Error(this PgCommand command, MessageError error) =>
        command.Text(error.Code).Text(error.Title).Text(error.Details).Text(error.Remedy);

    public static PgCommand Errors<T>(this PgCommand command, IReadOnlyCollection<T> rows, Func<T, MessageError?> error) => command
        .Texts(rows, row => error(row)?.Code).Texts(rows, row => error(row)?.Title)
        .Texts(rows, row => error(row)?.Details).Texts(rows, row => error(row)?.Remedy);

    public static MessageError? ReadError(this PgRow row, int first) => row.IsNull(first)
        ? null
        : new MessageError(row.Text(first), row.Text(first + 1), row.Text(first + 2), row.Text(first + 3));
}
