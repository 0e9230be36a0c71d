namespace OrleansWa.Storage.Postgres.Conversations;

/// <summary>The channels of a tenant that have a conversation, each found by a seek of the index; a statement begins with it.</summary>
internal static class TenantChannels
{
    /// <summary><c>WITH … channels (id)</c> of the tenant <c>$1</c>; the last of its rows is null.</summary>
    public const string With = """
        WITH RECURSIVE channels (id) AS (
            SELECT '' COLLATE "C"
            UNION ALL
            SELECT (SELECT x.channel_id FROM conversations x WHERE x.tenant_id = $1 AND x.channel_id > channels.id ORDER BY x.channel_id LIMIT 1)
            FROM channels WHERE channels.id IS NOT NULL)

        """;
}
