using System.Text.Json.Nodes;
using Microsoft.Data.Sqlite;
using OrleansWa.Contracts.Messages;

namespace OrleansWa.Simulation.Tests.Checks;

/// <summary>A row of <c>messages</c>, read from outside: the silo does not notice.</summary>
/// <param name="Seq">Order.</param>
/// <param name="Id">Our id.</param>
/// <param name="TenantId">Tenant.</param>
/// <param name="ChannelId">Channel.</param>
/// <param name="ContactId">Contact.</param>
/// <param name="Phone">The contact's phone.</param>
/// <param name="IsOutbound">We send it.</param>
/// <param name="Status">State.</param>
/// <param name="WhatsAppId">WhatsApp's id.</param>
/// <param name="ErrorCode">The last error.</param>
/// <param name="UnknownSince">When its outcome became unknown.</param>
/// <param name="Text">Body.</param>
internal sealed record StoredRow(
    long Seq, string Id, string TenantId, string ChannelId, string ContactId, string Phone, bool IsOutbound, MessageStatus Status, string? WhatsAppId,
    string? ErrorCode, DateTimeOffset? UnknownSince, string Text)
{
    private const string Select = """
        SELECT m.seq, m.id, m.tenant_id, m.channel_id, m.contact_id, coalesce(c.phone, ''), m.outbound, m.status, m.wamid, m.error_code, m.unknown_at, m.content
        FROM messages m LEFT JOIN contacts c ON c.tenant_id = m.tenant_id AND c.id = m.contact_id ORDER BY m.seq
        """;

    /// <summary>The account it belongs to.</summary>
    public string AccountId => $"pn-{TenantId}-{ChannelId}";

    /// <summary>The conversation it belongs to.</summary>
    public (string TenantId, string ChannelId, string ContactId) Conversation => (TenantId, ChannelId, ContactId);

    /// <summary>All rows of a database.</summary>
    public static IReadOnlyList<StoredRow> ReadAll(string path) => Query(path, Select, row => Read(row, Body(JsonNode.Parse((byte[])row.GetValue(11))!)));

    /// <summary>All rows without their text: reading it is what costs.</summary>
    public static IReadOnlyList<StoredRow> ReadAllButText(string path) => Query(path, Select, row => Read(row, text: ""));

    /// <summary>When tries began that a crash cut off, by message.</summary>
    public static ILookup<string, DateTimeOffset> CutOffTries(string path) =>
        Query(path, "SELECT message_id, started_at FROM message_attempts WHERE error_code = 'interrupted'", row => (Id: row.GetString(0), At: row.GetInt64(1)))
            .ToLookup(t => t.Id, t => DateTimeOffset.FromUnixTimeMilliseconds(t.At));

    /// <summary>Runs a query on a connection of its own.</summary>
    public static IReadOnlyList<T> Query<T>(string path, string sql, Func<SqliteDataReader, T> read)
    {
        using var connection = new SqliteConnection($"Data Source={path};Mode=ReadOnly;Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        var rows = new List<T>();
        while (reader.Read())
        {
            rows.Add(read(reader));
        }

        return rows;
    }

    public override string ToString() => $"{TenantId}/{ChannelId} {Id} '{Text}' ({Status} {ErrorCode})";

    private static StoredRow Read(SqliteDataReader row, string text) => new(
        row.GetInt64(0),
        row.GetString(1),
        row.GetString(2),
        row.GetString(3),
        row.GetString(4),
        row.GetString(5),
        row.GetBoolean(6),
        (MessageStatus)row.GetInt32(7),
        row.IsDBNull(8) ? null : row.GetString(8),
        row.IsDBNull(9) ? null : row.GetString(9),
        row.IsDBNull(10) ? null : DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(10)),
        text);

    private static string Body(JsonNode content) => (content["text"]?["body"] ?? content["body"])!.GetValue<string>();
}
