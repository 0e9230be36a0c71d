using OrleansWa.Contracts.Contacts;

namespace OrleansWa.Storage.Contacts;

/// <summary>What an identity says of a contact; pure.</summary>
internal static class ContactRules
{
    /// <summary>The contact with what was last seen; unchanged, it is equal to the given one.</summary>
    public static ContactRow Merge(ContactRow found, ContactIdentity identity) => found with
    {
        Name = identity.Name ?? found.Name,
        WhatsAppId = identity.RawPhone ?? found.WhatsAppId,
        Phone = found.Phone ?? PhoneOf(identity),
    };

    /// <summary>The first phone of an identity in its canonical form.</summary>
    public static string? PhoneOf(ContactIdentity identity)
    {
        foreach (var alias in identity.Aliases)
        {
            if (alias.Kind == AliasKind.Phone)
            {
                return Canonical(alias);
            }
        }

        return null;
    }

    /// <summary>The user id of an identity.</summary>
    public static ContactAlias? UserIdOf(ContactIdentity identity) => identity.Aliases.FirstOrDefault(alias => alias.Kind == AliasKind.UserId);

    /// <summary>
    /// What follows when a person's new name is somebody else's: a user id is nobody's but this person's, who came under it before the news did; a number may
    /// have had another owner, who keeps what was said.
    /// </summary>
    public static ContactMergeKind KindOf(ContactAlias newName) => newName.Kind == AliasKind.Phone ? ContactMergeKind.NumberMoves : ContactMergeKind.Renamed;

    /// <summary>The contact without a number that somebody else has now.</summary>
    public static ContactRow Without(ContactRow contact, string phoneKey) => contact with
    {
        Phone = contact.Phone == phoneKey ? null : contact.Phone,
        WhatsAppId = contact.WhatsAppId is { } id && PhoneNumbers.Key(id) == phoneKey ? null : contact.WhatsAppId,
    };

    /// <summary>The value under which an alias is stored and compared.</summary>
    public static string Canonical(ContactAlias alias) => alias.Kind == AliasKind.Phone ? PhoneNumbers.Key(alias.Value) : alias.Value;
}
