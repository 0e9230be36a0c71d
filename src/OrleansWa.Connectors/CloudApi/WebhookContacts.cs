using System.Text.Json;

namespace OrleansWa.Connectors.CloudApi;

/// <summary>The people of one change, found by phone or user id. Indexed, because one body may hold a thousand messages and people.</summary>
internal sealed class WebhookContacts
{
    private readonly List<WebhookContact> _all = new(1);
    private Dictionary<string, WebhookContact>? _byPhone;
    private Dictionary<string, WebhookContact>? _byUserId;

    /// <summary>Reads <c>contacts[]</c>; entries that are no objects are left out.</summary>
    public static WebhookContacts Read(JsonElement value)
    {
        var contacts = new WebhookContacts();
        foreach (var element in value.Items("contacts"u8))
        {
            if (element.ValueKind == JsonValueKind.Object)
            {
                contacts._all.Add(ReadOne(element));
            }
        }

        contacts.IndexIfMany();
        return contacts;
    }

    /// <summary>
    /// The entry with this user id, else with this phone, else a single entry that contradicts neither; null when there is none. A stranger's
    /// name or id is never taken.
    /// </summary>
    public WebhookContact? Find(string? phoneKey, string? userId) => _all.Count switch
    {
        0 => null,
        1 => _all[0].Contradicts(phoneKey, userId) ? null : _all[0],
        _ => FindAmongMany(phoneKey, userId),
    };

    private WebhookContact? FindAmongMany(string? phoneKey, string? userId)
    {
        if (userId is not null && _byUserId!.TryGetValue(userId, out var contact))
        {
            return contact.Contradicts(phoneKey, userId) ? null : contact;
        }

        return phoneKey is not null && _byPhone!.TryGetValue(phoneKey, out contact) && !contact.Contradicts(phoneKey, userId) ? contact : null;
    }

    private void IndexIfMany()
    {
        if (_all.Count < 2)
        {
            return;
        }

        _byPhone = new(StringComparer.Ordinal);
        _byUserId = new(StringComparer.Ordinal);
        foreach (var contact in _all)
        {
            _ = contact.PhoneKey is null || _byPhone.TryAdd(contact.PhoneKey, contact);
            _ = contact.UserId is null || _byUserId.TryAdd(contact.UserId, contact);
        }
    }

    private static WebhookContact ReadOne(JsonElement contact)
    {
        var profile = contact.Member("profile"u8);
        return new(
            WebhookSender.Phone(contact, "wa_id"u8),
            contact.NonEmptyText("user_id"u8),
            contact.NonEmptyText("parent_user_id"u8),
            profile.NonEmptyText("name"u8) ?? profile.NonEmptyText("username"u8));
    }
}
