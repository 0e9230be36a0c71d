using System.Collections.Immutable;
using OrleansWa.Contracts.Messages;

namespace OrleansWa.Contracts.Channels;

/// <summary>A way to WhatsApp. Implementations never throw for what the other side did: the outcome says it.</summary>
public interface IConnector
{
    /// <summary>Which connector this is.</summary>
    ConnectorKind Kind { get; }

    /// <summary>
    /// How long after a person's last message anything may be written to that person; afterwards only what <see cref="MayBegin"/> allows. Null where
    /// there is no such window.
    /// </summary>
    TimeSpan? ServiceWindow => null;

    /// <summary>Whether this content may be sent outside the <see cref="ServiceWindow"/>, e.g. an approved template.</summary>
    bool MayBegin(MessageContent content) => true;

    /// <summary>Checks a message against the connector's real limits before it is accepted; empty when it may be sent.</summary>
    ImmutableArray<FieldError> Validate(MessageContent content);

    /// <summary>Proves that the token owns the number and that webhooks will come. Takes at most 15 s.</summary>
    Task<ConnectOutcome> Connect(ConnectorAccount account, CancellationToken ct);

    /// <summary>Sends once; never retries by itself. Takes at most 30 s, then the outcome is <see cref="SendResult.Unknown"/>.</summary>
    Task<SendOutcome> Send(ConnectorAccount account, ConnectorMessage message, CancellationToken ct);
}

/// <summary>The account to speak for.</summary>
/// <param name="AccountId">For the Cloud API the phone number id.</param>
/// <param name="BusinessAccountId">For the Cloud API the WABA.</param>
/// <param name="AccessToken">The token, in clear; never logged.</param>
public sealed record ConnectorAccount(string AccountId, string BusinessAccountId, string AccessToken)
{
    /// <inheritdoc/>
    public override string ToString() => $"{nameof(ConnectorAccount)} {AccountId}";
}

/// <summary>A message on its way to the connector.</summary>
/// <param name="MessageId">Our id; travels as <c>biz_opaque_callback_data</c> and comes back in every status.</param>
/// <param name="Phone">Digits of the phone or WhatsApp id to send to; null when only a user id is known.</param>
/// <param name="UserId">Business-scoped user id; used when there is no phone.</param>
/// <param name="Content">The content.</param>
/// <param name="ReplyToWhatsAppId">WhatsApp id of the message that is quoted; null for none.</param>
public sealed record ConnectorMessage(string MessageId, string? Phone, string? UserId, MessageContent Content, string? ReplyToWhatsAppId);

/// <summary>Answer to <see cref="IConnector.Connect"/>.</summary>
/// <param name="Problem">Null when connected.</param>
/// <param name="Transient">With a problem: whether trying again by itself makes sense (network, 5xx).</param>
/// <param name="Number">What is known of the number.</param>
public sealed record ConnectOutcome(ChannelProblem? Problem, bool Transient, NumberProfile? Number);

/// <summary>What became of one attempt to send.</summary>
public enum SendResult
{
    /// <summary>Not set.</summary>
    None = 0,

    /// <summary>The connector took it and gave an id.</summary>
    Accepted = 1,

    /// <summary>It is certain that it was not taken; <see cref="SendOutcome.Action"/> says what to do.</summary>
    Rejected = 2,

    /// <summary>The answer never came: it may or may not have been taken.</summary>
    Unknown = 3,
}

/// <summary>What an error asks for (reference: error table of the connector).</summary>
public enum ErrorAction
{
    /// <summary>Not set.</summary>
    None = 0,

    /// <summary>Try again with backoff, a limited number of times.</summary>
    Retry = 1,

    /// <summary>Wait, then try again; does not count as a try.</summary>
    Wait = 2,

    /// <summary>A person must fix configuration, credentials or payment; the channel stops meanwhile and the message waits.</summary>
    Fix = 3,

    /// <summary>Never for this message or recipient.</summary>
    GiveUp = 4,

    /// <summary>People complain about the number: the message waits, does not count as a try, and the channel goes on much slower for some hours.</summary>
    Slow = 5,
}

/// <summary>What holds sending back after an error.</summary>
public enum ErrorScope
{
    /// <summary>Only this message.</summary>
    Message = 0,

    /// <summary>This recipient.</summary>
    Pair = 1,

    /// <summary>The whole channel.</summary>
    Channel = 2,

    /// <summary>All channels of the same business account (for the Cloud API: of the same WABA).</summary>
    Account = 3,
}

/// <summary>Outcome of one attempt to send.</summary>
/// <param name="Result">What became of it.</param>
/// <param name="WhatsAppId">WhatsApp's id when accepted.</param>
/// <param name="RecipientWaId">The id that WhatsApp resolved the phone to, when it said so.</param>
/// <param name="Action">What a rejection asks for.</param>
/// <param name="Scope">What a wait holds back.</param>
/// <param name="Error">The error of a rejection, or why the outcome is unknown.</param>
/// <param name="RetryAfter">Shortest wait the connector asked for, if it did.</param>
/// <param name="WindowClosed">It was refused because the person last wrote too long ago; content of <see cref="IConnector.MayBegin"/> would go.</param>
public sealed record SendOutcome(
    SendResult Result,
    string? WhatsAppId = null,
    string? RecipientWaId = null,
    ErrorAction Action = ErrorAction.None,
    ErrorScope Scope = ErrorScope.Message,
    MessageError? Error = null,
    TimeSpan? RetryAfter = null,
    bool WindowClosed = false);

/// <summary>What a failure that was only reported later, by a status, asks for.</summary>
/// <param name="Action">What to do.</param>
/// <param name="Scope">What it holds back.</param>
/// <param name="RetryAfter">Shortest wait before another try; null when any backoff will do.</param>
[GenerateSerializer, Immutable, Alias("wa.connector.advice.v1")]
public sealed record FailureAdvice(
    [property: Id(0)] ErrorAction Action, [property: Id(1)] ErrorScope Scope, [property: Id(2)] TimeSpan? RetryAfter);
