using OrleansWa.Contracts.Contacts;
using OrleansWa.Contracts.DeadLetters;

namespace OrleansWa.Contracts.Messages;

/// <summary>A new outbound row.</summary>
/// <param name="Row">The row; <see cref="MessageRow.Seq"/> is set by the store.</param>
/// <param name="IdempotencyKey">The caller's key, unique per tenant and channel; null for none.</param>
/// <param name="RequestHash">Hash of the request under that key.</param>
public sealed record NewMessage(MessageRow Row, string? IdempotencyKey = null, string? RequestHash = null);

/// <summary>What a conversation's turn leaves behind, committed together; every part is safe to repeat.</summary>
/// <param name="TenantId">The tenant.</param>
/// <param name="ChannelId">The channel.</param>
/// <param name="ContactId">The contact.</param>
/// <param name="Messages">New outbound rows; a row whose id exists is left as it is.</param>
/// <param name="HandledThrough">Incoming events of this conversation up to this sequence number are handled.</param>
/// <param name="Summary">What lists show of the conversation; null leaves it.</param>
/// <param name="Consent">What the person said about being written to; one that is older than what is stored changes nothing. Null leaves it.</param>
public sealed record TurnCommit(
    string TenantId,
    string ChannelId,
    string ContactId,
    IReadOnlyList<NewMessage> Messages,
    long? HandledThrough,
    Conversations.ConversationSummary? Summary,
    ConsentChange? Consent = null)
{
    /// <summary>Events that no rule could handle; they become incoming dead letters, once each.</summary>
    public IReadOnlyList<RefusedEvent> Refused { get; init; } = [];

    /// <summary>Id of an incoming dead letter that was handled after all and leaves the list; null for none.</summary>
    public string? EndedDeadLetterId { get; init; }
}

/// <summary>Answer to <see cref="IMessageStore.Accept"/>.</summary>
/// <param name="Row">The stored row, the earlier one for a repeat.</param>
/// <param name="Repeated">The idempotency key had been accepted before, with the same request.</param>
/// <param name="Mismatch">The idempotency key had been accepted before, with another request; nothing was stored.</param>
public sealed record AcceptResult(MessageRow Row, bool Repeated, bool Mismatch);

/// <summary>A message taken for sending: its row is <c>sending</c> and this attempt is counted.</summary>
/// <param name="Row">The row.</param>
/// <param name="Phone">Digits to send to: the WhatsApp id last seen, else the phone.</param>
/// <param name="UserId">Business-scoped user id, when known.</param>
/// <param name="ReplyToWhatsAppId">WhatsApp id of the quoted message.</param>
/// <param name="Standing">Whether the person may be written to, as it stood when the message was taken.</param>
/// <param name="Token">The claim that took it; with it, the outcome is told from that of an earlier attempt.</param>
public sealed record ClaimedMessage(
    MessageRow Row, string? Phone, string? UserId, string? ReplyToWhatsAppId, ContactStanding Standing = default, long Token = 0);

/// <summary>Asks for due messages of one channel.</summary>
/// <param name="TenantId">The tenant.</param>
/// <param name="ChannelId">The channel.</param>
/// <param name="Now">Present time.</param>
/// <param name="Limit">At most this many.</param>
/// <param name="HoldFor">How long an unknown or retrying head holds back its followers in the same conversation.</param>
/// <param name="Token">Names this claim among all of the channel, so that it can be taken back when its answer was lost.</param>
public sealed record ClaimRequest(string TenantId, string ChannelId, DateTimeOffset Now, int Limit, TimeSpan HoldFor, long Token = 0);

/// <summary>Answer to <see cref="IMessageStore.Claim"/>.</summary>
/// <param name="Messages">The claimed, in lane and commit order, at most one per conversation.</param>
/// <param name="NextDueAt">When the next one may be due, if none could be taken now; null when nothing waits.</param>
public sealed record ClaimResult(IReadOnlyList<ClaimedMessage> Messages, DateTimeOffset? NextDueAt);

/// <summary>Records what became of an attempt.</summary>
/// <param name="TenantId">The tenant.</param>
/// <param name="ChannelId">The channel.</param>
/// <param name="MessageId">The message.</param>
/// <param name="Attempt">Number of the attempt; an outcome of another attempt is ignored. Waits give their number back, so that two attempts may have one.</param>
/// <param name="Status">The new state: Sent, Pending (try again), OutcomeUnknown, Failed, Dead.</param>
/// <param name="At">When the outcome was known.</param>
/// <param name="WhatsAppId">WhatsApp's id when accepted; statuses that came before it are applied in the same transaction.</param>
/// <param name="RecipientWaId">What WhatsApp resolved the phone to; becomes an alias of the contact.</param>
/// <param name="DueAt">When to try again, for Pending.</param>
/// <param name="CountsAsTry">False gives the try back (waits do not count).</param>
/// <param name="Error">Why, unless accepted.</param>
/// <param name="UsesFallback">The fallback was sent, or is to be sent by the next attempt; once it is so, it stays so.</param>
/// <param name="Token">The claim that took the message; an outcome of another claim is ignored, as when it is stored again because its answer was lost.</param>
public sealed record AttemptOutcome(
    string TenantId,
    string ChannelId,
    string MessageId,
    int Attempt,
    MessageStatus Status,
    DateTimeOffset At,
    string? WhatsAppId = null,
    string? RecipientWaId = null,
    DateTimeOffset? DueAt = null,
    bool CountsAsTry = true,
    MessageError? Error = null,
    bool UsesFallback = false,
    long Token = 0);

/// <summary>Asks to end what waited too long.</summary>
/// <param name="TenantId">The tenant.</param>
/// <param name="ChannelId">The channel.</param>
/// <param name="UnknownBefore">Outcomes that are unknown since before this time are given up.</param>
/// <param name="Now">Present time.</param>
/// <param name="TriesMax">A message with <see cref="OnUnknown.Resend"/> that has had so many tries is given up too.</param>
public sealed record OverdueRequest(string TenantId, string ChannelId, DateTimeOffset UnknownBefore, DateTimeOffset Now, int TriesMax);

/// <summary>Asks to try an ended message again.</summary>
/// <param name="TenantId">The tenant.</param>
/// <param name="MessageId">The message.</param>
/// <param name="Now">Present time.</param>
/// <param name="ExpiresAt">Its new expiry.</param>
public sealed record RetryRequest(string TenantId, string MessageId, DateTimeOffset Now, DateTimeOffset ExpiresAt)
{
    /// <summary>Every attempt has its outcome within this time of its beginning: twice what a connector may take.</summary>
    public static readonly TimeSpan AnswerWithin = TimeSpan.FromSeconds(60);
}

/// <summary>What a person's change of a message came to.</summary>
/// <param name="Status">The state after it.</param>
/// <param name="Changed">False when the state did not allow the change; nothing was changed then.</param>
public sealed record ControlResult(MessageStatus Status, bool Changed);

/// <summary>Messages: history and queue in one table. Every write is durable when its task completes.</summary>
public interface IMessageStore
{
    /// <summary>Stores one message from the API, unique by id and by idempotency key.</summary>
    ValueTask<AcceptResult> Accept(NewMessage message, CancellationToken ct = default);

    /// <summary>Commits what a conversation's turn leaves behind.</summary>
    ValueTask CommitTurn(TurnCommit turn, CancellationToken ct = default);

    /// <summary>
    /// Marks incoming events of a conversation as handled when nothing was decided. It may wait a moment for other writes to share their sync; durable
    /// when its task completes.
    /// </summary>
    ValueTask MarkHandled(string tenantId, string channelId, string contactId, long through, CancellationToken ct = default);

    /// <summary>Takes due messages: each row becomes <c>sending</c> durably before anybody sends it.</summary>
    ValueTask<ClaimResult> Claim(ClaimRequest request, CancellationToken ct = default);

    /// <summary>
    /// Takes a claim back whose answer never came: rows that it took and that are still <c>sending</c> become pending as they were before, with the
    /// attempt not counted. Only for a claim of which certainly nothing was sent. Returns how many.
    /// </summary>
    ValueTask<int> Unclaim(string tenantId, string channelId, long token, CancellationToken ct = default);

    /// <summary>Records an outcome. A row that a status has already moved on is not moved back, but keeps the WhatsApp id.</summary>
    ValueTask RecordOutcome(AttemptOutcome outcome, CancellationToken ct = default);

    /// <summary>
    /// After a crash or hand-over: rows of the channel that are still <c>sending</c> become <c>unknown</c>. Returns how many.
    /// </summary>
    ValueTask<int> MarkInterrupted(string tenantId, string channelId, DateTimeOffset at, CancellationToken ct = default);

    /// <summary>
    /// Rows of the channel that are <c>unknown</c> for too long become <c>failed</c> with <c>outcome_unknown</c>, or, where their sender chose
    /// <see cref="OnUnknown.Resend"/> and neither their tries nor their time ran out, <c>pending</c> again; pending ones past their expiry become
    /// <c>expired</c>. Returns how many changed.
    /// </summary>
    ValueTask<int> ExpireOverdue(OverdueRequest request, CancellationToken ct = default);

    /// <summary>
    /// A pending message becomes <c>cancelled</c>; any other stays as it is. Between this and a <see cref="Claim"/> the store decides: the message is
    /// either taken or cancelled. Null when there is no such message.
    /// </summary>
    ValueTask<ControlResult?> Cancel(string tenantId, string messageId, CancellationToken ct = default);

    /// <summary>
    /// A message that is <c>failed</c>, <c>dead</c>, <c>expired</c> or <c>cancelled</c> becomes <c>pending</c> with tries counted anew; any other stays
    /// as it is. Its attempts keep their numbers and the next one goes on; WhatsApp ids it had are remembered, so that a repeated status of an earlier
    /// attempt does not end it. Where the answer to its last attempt may still be on its way, it is due when that cannot be any more
    /// (<see cref="RetryRequest.AnswerWithin"/> after it began). Null when there is no such message.
    /// </summary>
    ValueTask<ControlResult?> Retry(RetryRequest request, CancellationToken ct = default);

    /// <summary>
    /// Messages of a tenant, newest first: by the time they were stored, or with <see cref="MessageFilter.ContactId"/> in the order of their conversations.
    /// A page looks at a bounded number of rows, so that one of a rare state may be short, or empty, and yet have a next.
    /// </summary>
    ValueTask<Page<MessageRow>> List(string tenantId, MessageFilter filter, PageRequest page, CancellationToken ct = default);

    /// <summary>
    /// Takes a <c>failed</c> or <c>dead</c> message off the list of dead letters; it stays in history, and a retry forgets it. Safe to repeat; any other
    /// state changes nothing. Null when there is no such message.
    /// </summary>
    ValueTask<ControlResult?> Dismiss(string tenantId, string messageId, DateTimeOffset at, CancellationToken ct = default);

    /// <summary>
    /// How many messages staff wrote on the handset of a channel since a time, counted up to a limit: the manual messages that a warm-up asks for. They are
    /// the rows of history with <see cref="MessageOrigins.Handset"/>, in an index of their own; edits, deletions and reactions are none.
    /// </summary>
    ValueTask<int> CountByHand(string tenantId, string channelId, DateTimeOffset since, int limit, CancellationToken ct = default);

    /// <summary>One message with its attempts and changes, or null.</summary>
    ValueTask<MessageDetails?> Get(string tenantId, string messageId, CancellationToken ct = default);

    /// <summary>Messages of one conversation with their changes, newest first; without placeholders whose real content came.</summary>
    /// <param name="tenantId">The tenant.</param>
    /// <param name="channelId">The channel.</param>
    /// <param name="contactId">The contact.</param>
    /// <param name="beforeSeq">Only older ones; null for the newest.</param>
    /// <param name="limit">Rows wanted.</param>
    /// <param name="ct">Cancels the read.</param>
    ValueTask<IReadOnlyList<MessageRow>> History(
        string tenantId, string channelId, string contactId, long? beforeSeq, int limit, CancellationToken ct = default);
}
