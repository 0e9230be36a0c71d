using System.Collections.Immutable;
using System.Text.Json;
using OrleansWa.Contracts.Contacts;

namespace OrleansWa.Connectors.CloudApi;

/// <summary>
/// Finds out who wrote a message: from the message itself and from the entry of <c>contacts[]</c> that speaks of the same person. Since 2026
/// the phone or the user id may be missing in either (reference 2.9).
/// </summary>
internal static class WebhookSender
{
    private const int PhoneDigitsMax = 32;

    /// <summary>The sender; null when nothing identifies anybody.</summary>
    public static ContactIdentity? Read(JsonElement message, WebhookChange change) => Person(
        change, Phone(message, "from"u8), message.NonEmptyText("from_user_id"u8), message.NonEmptyText("from_parent_user_id"u8));

    /// <summary>Who an echo of the handset was written to; null when nothing identifies anybody.</summary>
    public static ContactIdentity? ReadRecipient(JsonElement echo, WebhookChange change) => Person(
        change, Phone(echo, "to"u8), echo.NonEmptyText("to_user_id"u8), echo.NonEmptyText("to_parent_user_id"u8));

    private static ContactIdentity? Person(WebhookChange change, string? phone, string? userId, string? parentUserId)
    {
        var phoneKey = phone is null ? null : PhoneNumbers.Key(phone);
        var contact = change.Contacts.Find(phoneKey, userId);
        var aliases = Aliases(
            change.BusinessAccountId,
            phoneKey ?? contact?.PhoneKey,
            userId ?? contact?.UserId,
            parentUserId ?? contact?.ParentUserId);
        return aliases.IsEmpty ? null : new ContactIdentity(aliases, phone ?? contact?.Phone, contact?.Name);
    }

    /// <summary>Digits of a member that holds a phone or WhatsApp id; null when it holds none.</summary>
    public static string? Phone(JsonElement element, ReadOnlySpan<byte> name)
    {
        var text = element.NonEmptyText(name);
        return text is { Length: <= PhoneDigitsMax } && !text.AsSpan().ContainsAnyExceptInRange('0', '9') ? text : PhoneNumbers.Digits(text);
    }

    /// <summary>Aliases of what is known, the strongest first: numbers change hands, a user id is one person's for ever (reference 2.9).</summary>
    public static ImmutableArray<ContactAlias> Aliases(string account, string? phoneKey, string? userId, string? parentUserId)
    {
        var count = (phoneKey is null ? 0 : 1) + (userId is null ? 0 : 1) + (parentUserId is null ? 0 : 1);
        var aliases = ImmutableArray.CreateBuilder<ContactAlias>(count);
        AddIfKnown(aliases, AliasKind.UserId, account, userId);
        AddIfKnown(aliases, AliasKind.Phone, string.Empty, phoneKey);
        AddIfKnown(aliases, AliasKind.ParentUserId, account, parentUserId);
        return aliases.MoveToImmutable();
    }

    private static void AddIfKnown(ImmutableArray<ContactAlias>.Builder aliases, AliasKind kind, string account, string? value)
    {
        if (value is not null)
        {
            aliases.Add(new ContactAlias(kind, account, value));
        }
    }
}
