using System.Globalization;

namespace OrleansWa.Connectors.CloudApi;

/// <summary>Limits of contact cards (reference 3.2).</summary>
internal static class ContactsRules
{
    private const int ContactsMax = 257;
    private const int EntriesMax = 100;
    private static readonly string[] NameParts = ["first_name", "last_name", "middle_name", "suffix", "prefix"];

    /// <summary>Checks <c>contacts</c>, an array.</summary>
    public static void Check(ContentNode contacts)
    {
        foreach (var contact in contacts.RequireItems(1, ContactsMax))
        {
            if (contact.RequireObject())
            {
                CheckContact(contact);
            }
        }
    }

    private static void CheckContact(ContentNode contact)
    {
        CheckName(contact["name"]);
        CheckEntries(contact["phones"], "phone");
        CheckEntries(contact["emails"], "email");
        CheckEntries(contact["urls"], "url");
        contact["addresses"].AllowItems(EntriesMax);
        if (contact["org"].Exists)
        {
            contact["org"].RequireObject();
        }

        CheckBirthday(contact["birthday"]);
    }

    private static void CheckName(ContentNode name)
    {
        if (!name.RequireObject())
        {
            return;
        }

        name["formatted_name"].RequireText(int.MaxValue);
        if (!Array.Exists(NameParts, part => !string.IsNullOrWhiteSpace(name[part].TextValue)))
        {
            name.Fail($"needs one of {string.Join(", ", NameParts)} beside 'formatted_name'; add one.");
        }
    }

    private static void CheckEntries(ContentNode entries, string member)
    {
        foreach (var entry in entries.AllowItems(EntriesMax))
        {
            if (entry.RequireObject())
            {
                entry[member].RequireText(int.MaxValue);
            }
        }
    }

    private static void CheckBirthday(ContentNode birthday)
    {
        if (birthday.Exists
            && !DateOnly.TryParseExact(birthday.TextValue, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _))
        {
            birthday.Fail("must be a date such as 1990-05-20.");
        }
    }
}
