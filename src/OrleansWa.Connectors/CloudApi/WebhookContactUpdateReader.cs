using System.Collections.Immutable;
using System.Text.Json;
using OrleansWa.Contracts.Contacts;
using OrleansWa.Contracts.Webhooks;

namespace OrleansWa.Connectors.CloudApi;

/// <summary>Reads who is known under another phone or user id from now on (reference 2.5 and 2.9).</summary>
internal static class WebhookContactUpdateReader
{
    /// <summary>A system notice that a person changed the number or got another user id; null when it says something else, or not whose.</summary>
    public static WebhookContactUpdate? OfSystem(JsonElement element, WebhookChange change)
    {
        var system = element.Member("system"u8);
        return system.Text("type"u8) is "user_changed_number" or "customer_changed_number" or "user_changed_user_id"
            ? Update(
                change,
                new Names(WebhookSender.Phone(element, "from"u8), element.NonEmptyText("from_user_id"u8), element.NonEmptyText("from_parent_user_id"u8)),
                new Names(
                    WebhookSender.Phone(system, "wa_id"u8) ?? WebhookSender.Phone(system, "new_wa_id"u8),
                    system.NonEmptyText("user_id"u8),
                    system.NonEmptyText("parent_user_id"u8)),
                phoneFirst: true)
            : null;
    }

    /// <summary>One element of <c>user_id_update[]</c>; null when it does not say whose or what.</summary>
    public static WebhookContactUpdate? OfUserId(JsonElement element, WebhookChange change)
    {
        var (own, parent) = (element.Member("user_id"u8), element.Member("parent_user_id"u8));
        return Update(
            change,
            new Names(WebhookSender.Phone(element, "wa_id"u8), own.NonEmptyText("previous"u8), parent.NonEmptyText("previous"u8)),
            new Names(null, own.NonEmptyText("current"u8), parent.NonEmptyText("current"u8)),
            phoneFirst: false);
    }

    private static WebhookContactUpdate? Update(WebhookChange change, Names known, Names becomes, bool phoneFirst)
    {
        var before = Aliases(change, known);
        var after = Aliases(change, becomes).RemoveRange(before);
        return change.AccountId is null || before.IsEmpty || after.IsEmpty
            ? null
            : new WebhookContactUpdate(
                change.AccountId,
                new ContactIdentity(phoneFirst ? before : [.. before.OrderByDescending(alias => alias.Kind == AliasKind.UserId)], null, null),
                new ContactIdentity(after, after.Any(alias => alias.Kind == AliasKind.Phone) ? becomes.Phone : null, null));
    }

    private static ImmutableArray<ContactAlias> Aliases(WebhookChange change, Names names) => WebhookSender.Aliases(
        change.BusinessAccountId, names.Phone is null ? null : PhoneNumbers.Key(names.Phone), names.UserId, names.ParentUserId);

    private readonly record struct Names(string? Phone, string? UserId, string? ParentUserId);
}
