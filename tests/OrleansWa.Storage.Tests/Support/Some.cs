using OrleansWa.Contracts.Contacts;
using OrleansWa.Contracts.Messages;
using OrleansWa.Contracts.Webhooks;

namespace OrleansWa.Storage.Tests.Support;

/// <summary>Named test data.</summary>
public static class Some
{
    public const string Tenant = "acme";
    public const string OtherTenant = "beta";
    public const string Channel = "main";
    public const string OtherChannel = "second";
    public const string Contact = "c1";

    public static readonly DateTimeOffset Noon = TestClock.Start.AddHours(3);

    public static readonly MessageError Error = new("131026", "Undeliverable", "details", "remedy");

    public static ContactAlias UserAlias(string id) => new(AliasKind.UserId, "waba", id);

    public static ContactAlias PhoneAlias(string digits) => new(AliasKind.Phone, "", digits);

    public static ContactIdentity Sender(string digits = "5511987654321", string? name = null) => new([PhoneAlias(digits)], digits, name);

    public static WebhookMessage Incoming(string wamid, string? text = "olá", ContactIdentity? sender = null) => new()
    {
        AccountId = "1000",
        WhatsAppId = wamid,
        Type = "text",
        Sender = sender ?? Sender(),
        Timestamp = Noon,
        Text = text,
        Json = $$"""{"id":"{{wamid}}"}""",
    };

    public static WebhookMessage Change(string wamid, MessageChangeKind kind, string target, string? value, int second = 0, ContactIdentity? sender = null) =>
        Incoming(wamid, null, sender) with
        {
            Type = kind switch { MessageChangeKind.Reaction => "reaction", MessageChangeKind.Edit => "edit", _ => "revoke" },
            Change = new WebhookMessageChange(kind, target, value),
            Timestamp = Noon.AddSeconds(second),
        };

    public static RoutedMessage Routed(WebhookMessage message, string tenant = Tenant, string channel = Channel) => new(tenant, channel, message);

    public static RoutedStatus Status(
        MessageStatus status, string wamid, string? messageId = null, DateTimeOffset? at = null, string tenant = Tenant, string channel = Channel) =>
        new(tenant, channel, new WebhookStatus
        {
            AccountId = "1000",
            WhatsAppId = wamid,
            Status = status,
            MessageId = messageId,
            Timestamp = at ?? Noon.AddSeconds((int)status),
            Error = status == MessageStatus.Failed ? Error : null,
        });

    public static IntakeRows Rows(params RoutedMessage[] messages) => new(messages, [], [], Noon, "trace-1");

    public static IntakeRows Rows(params RoutedStatus[] statuses) => new([], statuses, [], Noon, "trace-1");

    public static MessageRow Outgoing(string id, string contact = Contact, Lane lane = Lane.Reply, DateTimeOffset? dueAt = null) => new()
    {
        Id = id,
        TenantId = Tenant,
        ChannelId = Channel,
        ContactId = contact,
        Outbound = true,
        Content = MessageContent.Text("oi"),
        Status = MessageStatus.Pending,
        Lane = lane,
        DueAt = dueAt ?? Noon,
        CreatedAt = Noon,
        Origin = "api",
    };

    public static ClaimRequest Claim(DateTimeOffset? now = null, int limit = 10) =>
        new(Tenant, Channel, now ?? Noon, limit, TimeSpan.FromSeconds(60));

    public static AttemptOutcome Outcome(ClaimedMessage claimed, MessageStatus status, DateTimeOffset? at = null) => new(
        claimed.Row.TenantId,
        claimed.Row.ChannelId,
        claimed.Row.Id,
        claimed.Row.Attempts,
        status,
        at ?? Noon.AddSeconds(1),
        WhatsAppId: status == MessageStatus.Sent ? "wamid." + claimed.Row.Id : null,
        Error: status == MessageStatus.Sent ? null : Error,
        Token: claimed.Token);
}
