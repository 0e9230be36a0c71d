using System.Text.RegularExpressions;

namespace OrleansWa.Simulation.Tests.Checks;

/// <summary>Nothing of one tenant is with another: texts name the channel they were written for, and no row points across.</summary>
internal static partial class TenantCheck
{
    // Rows that belong to a message or contact which their own tenant does not have.
    private static readonly string[] Crossing =
    [
        "SELECT 'attempt of ' || a.message_id FROM message_attempts a WHERE NOT EXISTS (SELECT 1 FROM messages m WHERE m.tenant_id = a.tenant_id AND m.id = a.message_id)",
        "SELECT 'event ' || i.message_id FROM inbox i WHERE NOT EXISTS (SELECT 1 FROM messages m WHERE m.tenant_id = i.tenant_id AND m.id = i.message_id)",
        "SELECT 'message ' || m.id FROM messages m WHERE NOT EXISTS (SELECT 1 FROM contacts c WHERE c.tenant_id = m.tenant_id AND c.id = m.contact_id)",
        "SELECT 'conversation ' || v.contact_id FROM conversations v WHERE NOT EXISTS (SELECT 1 FROM contacts c WHERE c.tenant_id = v.tenant_id AND c.id = v.contact_id)",
    ];

    public static IEnumerable<string> Faults(Facts facts, string databasePath) =>
    [
        .. from row in facts.Rows
           let place = Place(row.Text)
           where place is not null && place != $"{row.TenantId}.{row.ChannelId}"
           select $"'{row.Text}' is with another tenant: {row}",
        .. from attempt in facts.Attempts
           let place = Place(attempt.Text)
           where place is not null && attempt.AccountId != "pn-" + place.Replace('.', '-')
           select $"'{attempt.Text}' left through another tenant's number: {attempt.AccountId}",
        .. from sql in Crossing
           from row in StoredRow.Query(databasePath, sql, row => row.GetString(0))
           select $"{row} points to another tenant",
    ];

    private static string? Place(string text) => Written().Match(text) is { Success: true } found ? found.Value : null;

    [GeneratedRegex(@"\bt\d+\.c\d+\b", RegexOptions.CultureInvariant)]
    private static partial Regex Written();
}
