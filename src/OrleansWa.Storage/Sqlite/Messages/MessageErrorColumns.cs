using OrleansWa.Contracts.Messages;
using OrleansWa.Storage.Sqlite.Engine;

namespace OrleansWa.Storage.Sqlite.Messages;

/// <summary>The four columns of an error: code, title, details, remedy.</summary>
internal static class MessageErrorColumns
{
    public static SqliteStatement Bind(SqliteStatement statement, MessageError? error) =>
        statement.Bind(error?.Code).Bind(error?.Title).Bind(error?.Details).Bind(error?.Remedy);

    public static MessageError? Read(SqliteStatement row, int first) => row.IsNull(first)
        ? null
        : new MessageError(row.Text(first), row.Text(first + 1), row.Text(first + 2), row.Text(first + 3));
}
