using System.Collections.Immutable;
using OrleansWa.Contracts.Channels;
using OrleansWa.Contracts.Contacts;
using OrleansWa.Contracts.Messages;

namespace OrleansWa.Contracts.Webhooks;

/// <summary>Everything of one webhook call, parsed; handled whole.</summary>
/// <param name="Connector">Where it came from.</param>
/// <param name="App">The Meta app whose signature was checked: <see cref="GrainKeys.PlatformScope"/> or a tenant's id.</param>
/// <param name="Messages">Incoming messages, in the order of the body.</param>
/// <param name="Statuses">Statuses of messages we sent, in the order of the body.</param>
/// <param name="Others">Changes that are neither, e.g. <c>account_update</c>; kept.</param>
/// <param name="TraceId">Trace of the webhook call.</param>
[GenerateSerializer, Immutable, Alias("wa.webhook.batch.v1")]
public sealed record WebhookBatch(
    [property: Id(0)] ConnectorKind Connector,
    [property: Id(1)] string App,
    [property: Id(2)] ImmutableArray<WebhookMessage> Messages,
    [property: Id(3)] ImmutableArray<WebhookStatus> Statuses,
    [property: Id(4)] ImmutableArray<WebhookOther> Others,
    [property: Id(5)] string? TraceId)
{
    /// <summary>People who are known under a new phone or user id from now on, in the order of the body.</summary>
    [Id(6)] public ImmutableArray<WebhookContactUpdate> ContactUpdates { get; init; } = [];
}

/// <summary>A person's phone or user id changed; both identities are the same person.</summary>
/// <param name="AccountId">The connector's account, for the Cloud API the phone number id.</param>
/// <param name="Known">Who it was until now.</param>
/// <param name="Becomes">The new names, and where replies go from now on.</param>
[GenerateSerializer, Immutable, Alias("wa.webhook.contact-update.v1")]
public sealed record WebhookContactUpdate(
    [property: Id(0)] string AccountId,
    [property: Id(1)] ContactIdentity Known,
    [property: Id(2)] ContactIdentity Becomes)
{
    /// <summary>Without names and numbers, which are personal data.</summary>
    public override string ToString() => nameof(WebhookContactUpdate);
}

/// <summary>What a reaction, an edit or a deletion does to another message.</summary>
/// <param name="Kind">What it does.</param>
/// <param name="TargetWhatsAppId">WhatsApp's id of the message that it changes.</param>
/// <param name="Value">The emoji (null takes the reaction away), or the new message of an edit as JSON; null for a deletion. Personal data.</param>
[GenerateSerializer, Immutable, Alias("wa.webhook.message-change.v1")]
public sealed record WebhookMessageChange(
    [property: Id(0)] MessageChangeKind Kind,
    [property: Id(1)] string TargetWhatsAppId,
    [property: Id(2)] string? Value)
{
    /// <summary>Without the value, which is personal data.</summary>
    public override string ToString() => $"{nameof(WebhookMessageChange)} {Kind}";
}

/// <summary>One incoming message of a webhook.</summary>
[GenerateSerializer, Immutable, Alias("wa.webhook.message.v1")]
public sealed record WebhookMessage
{
    /// <summary>The connector's account, for the Cloud API the phone number id.</summary>
    [Id(0)] public required string AccountId { get; init; }

    /// <summary>WhatsApp's id (wamid).</summary>
    [Id(1)] public required string WhatsAppId { get; init; }

    /// <summary>WhatsApp's type, e.g. <c>text</c>; <c>unknown</c> where the element has none.</summary>
    [Id(2)] public required string Type { get; init; }

    /// <summary>Who wrote; of an echo of the handset, who it was written to: in both cases the person whose conversation it is.</summary>
    [Id(3)] public required ContactIdentity Sender { get; init; }

    /// <summary>When WhatsApp says it was written; null when the element says nothing usable.</summary>
    [Id(4)] public DateTimeOffset? Timestamp { get; init; }

    /// <summary>The text a rule can look at: body, caption, label of a button. Personal data.</summary>
    [Id(5)] public string? Text { get; init; }

    /// <summary>Id of a tapped button or list row.</summary>
    [Id(6)] public string? ChoiceId { get; init; }

    /// <summary>The whole element as it came, without NUL characters. Personal data.</summary>
    [Id(7)] public required string Json { get; init; }

    /// <summary>
    /// True for an element of type <c>unsupported</c> (or with errors instead of content): WhatsApp may deliver the real content later under the
    /// same id, which is then a new event.
    /// </summary>
    [Id(8)] public bool Unsupported { get; init; }

    /// <summary>What it does to another message; null for a message that says something of its own.</summary>
    [Id(9)] public WebhookMessageChange? Change { get; init; }

    /// <summary>True for what staff wrote on the handset of the number (<c>smb_message_echoes</c>): a message of ours that we did not send.</summary>
    [Id(10)] public bool FromHandset { get; init; }

    /// <summary>Without the text, which is personal data.</summary>
    public override string ToString() => $"{nameof(WebhookMessage)} {Type}";
}

/// <summary>One status of a webhook.</summary>
[GenerateSerializer, Immutable, Alias("wa.webhook.status.v1")]
public sealed record WebhookStatus
{
    /// <summary>The connector's account, for the Cloud API the phone number id.</summary>
    [Id(0)] public required string AccountId { get; init; }

    /// <summary>WhatsApp's id of the message it speaks of.</summary>
    [Id(1)] public required string WhatsAppId { get; init; }

    /// <summary>sent, delivered, read, played or failed; <see cref="MessageStatus.Unknown"/> for words we do not know, which are kept but change nothing.</summary>
    [Id(2)] public MessageStatus Status { get; init; }

    /// <summary>When it happened; null when the element says nothing usable.</summary>
    [Id(3)] public DateTimeOffset? Timestamp { get; init; }

    /// <summary>Our message id, as it came back in <c>biz_opaque_callback_data</c>; null when it did not.</summary>
    [Id(4)] public string? MessageId { get; init; }

    /// <summary>The error of a failure.</summary>
    [Id(5)] public MessageError? Error { get; init; }

    /// <summary>What a failure asks for; null when nothing is known of it.</summary>
    [Id(6)] public FailureAdvice? Advice { get; init; }
}

/// <summary>A change that is neither a message nor a status.</summary>
/// <param name="AccountId">The phone number id where it names one, else null.</param>
/// <param name="BusinessAccountId">The WABA (<c>entry.id</c>).</param>
/// <param name="Field">Name of the webhook field, e.g. <c>account_update</c>.</param>
/// <param name="Json">The change as it came.</param>
[GenerateSerializer, Immutable, Alias("wa.webhook.other.v1")]
public sealed record WebhookOther(
    [property: Id(0)] string? AccountId,
    [property: Id(1)] string BusinessAccountId,
    [property: Id(2)] string Field,
    [property: Id(3)] string Json)
{
    /// <summary>Without the content, which may be personal data.</summary>
    public override string ToString() => $"{nameof(WebhookOther)} {Field}";
}

/// <summary>What became of a webhook call; counts of the elements.</summary>
/// <param name="Stored">New messages stored.</param>
/// <param name="Duplicates">Messages seen before.</param>
/// <param name="Statuses">Statuses that changed a message or wait for theirs.</param>
/// <param name="Unrouted">Elements for a number that no channel of this app holds; kept.</param>
[GenerateSerializer, Immutable, Alias("wa.webhook.receipt.v1")]
public sealed record WebhookReceipt(
    [property: Id(0)] int Stored,
    [property: Id(1)] int Duplicates,
    [property: Id(2)] int Statuses,
    [property: Id(3)] int Unrouted);
