using System.Text.Json;
using OrleansWa.CloudApiEmulator.Graph;

namespace OrleansWa.CloudApiEmulator.Messages;

/// <summary>Rules of contact cards: at most 257, each with a formatted name and one further part of the name.</summary>
internal static class ContactsRules
{
    private const int ContactsMax = 257;
    private static readonly string[] NameParts = ["first_name", "last_name", "middle_name", "suffix", "prefix"];

    public static GraphError? Check(JsonElement message)
    {
        if (Field.Count(message, "contacts", "contacts", 1, ContactsMax) is { } wrong) return wrong;
        var index = 0;
        foreach (var contact in message.GetProperty("contacts").EnumerateArray())
            if (Contact(contact, $"contacts[{index++}]") is { } error) return error;
        return null;
    }

    private static GraphError? Contact(JsonElement contact, string path)
    {
        if (Field.Object(contact, "name", $"{path}['name']", out var name) is { } missing) return missing;
        if (Field.Text(name, "formatted_name", $"{path}['name']['formatted_name']", 1024) is { } error) return error;
        return NameParts.Any(part => name.TryMember(part, out _))
            ? null
            : GraphErrors.MissingField($"{path}['name']: one more part of the name beside formatted_name");
    }
}
