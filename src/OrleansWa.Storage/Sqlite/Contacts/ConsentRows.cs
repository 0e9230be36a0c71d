using OrleansWa.Contracts.Contacts;
using OrleansWa.Storage.Sqlite.Engine;

namespace OrleansWa.Storage.Sqlite.Contacts;

/// <summary>What people said about being written to.</summary>
internal static class ConsentRows
{
    private const string Update = """
        UPDATE contacts SET opted_out_at = ?3, consent_at = ?4, consent_source = ?5
        WHERE tenant_id = ?1 AND id = ?2 AND (consent_at IS NULL OR consent_at <= ?4)
        """;

    /// <summary>Stores it, unless the person said something later.</summary>
    public static void Save(SqliteDb db, string tenantId, string contactId, ConsentChange consent) =>
        db.Query(Update).Bind(tenantId).Bind(contactId).Bind(consent.OptedOut ? consent.At : null).Bind(consent.At).Bind(consent.Source).Run();
}
