using System.Collections.Immutable;
using System.Text.Json;
using Microsoft.Extensions.Options;
using OrleansWa.Contracts;
using OrleansWa.Contracts.Channels;
using OrleansWa.Contracts.Messages;
using Polly.CircuitBreaker;

namespace OrleansWa.Connectors.CloudApi;

/// <summary>
/// Meta's Cloud API. Safe for concurrent use; one instance for the process, because it holds the circuit breakers. Never throws for what the
/// other side did.
/// </summary>
public sealed class CloudApiConnector : IConnector
{
    private static readonly TimeSpan SendLimit = TimeSpan.FromSeconds(30);

    private readonly GraphClient _graph;
    private readonly SendBreakers _breakers;
    private readonly ConnectSteps _connect;

    /// <summary>Makes a connector.</summary>
    /// <param name="http">Its own time-out must be infinite (<see cref="CloudApiHttp.Configure"/>).</param>
    /// <param name="options">Where Meta is.</param>
    /// <param name="time">Clock of all limits, waits and breakers.</param>
    /// <param name="random">Chance for the jitter of retries.</param>
    public CloudApiConnector(HttpClient http, IOptions<CloudApiOptions> options, TimeProvider time, Random random)
    {
        _graph = new GraphClient(http, options, time);
        _breakers = new SendBreakers(time);
        _connect = new ConnectSteps(_graph, time, random);
        ServiceWindow = options.Value.ChecksWindow ? CloudApiOptions.ServiceWindow : null;
    }

    /// <inheritdoc/>
    public ConnectorKind Kind => ConnectorKind.CloudApi;

    /// <summary>24 hours (reference 5.4), unless the settings switch our own check off.</summary>
    public TimeSpan? ServiceWindow { get; }

    /// <summary>Templates, and nothing else.</summary>
    public bool MayBegin(MessageContent content) => content.Type == "template";

    /// <inheritdoc/>
    public ImmutableArray<FieldError> Validate(MessageContent content) => CloudApiContentRules.Validate(content);

    /// <summary>
    /// Proves that the token owns the number and that webhooks will come, within 15 s. Safe to repeat. A callback URL that was set for this app
    /// on this account alone is cleared by it: webhooks then go to the app's own URL. Throws only when <paramref name="ct"/> is cancelled.
    /// </summary>
    public async Task<ConnectOutcome> Connect(ConnectorAccount account, CancellationToken ct) => account switch
    {
        _ when !GraphClient.IsToken(account.AccessToken) => ConnectProblems.Of(ConnectProblems.TokenInvalid, "it is empty or has characters that no token has."),
        _ when !GraphClient.IsNodeId(account.AccountId) => ConnectProblems.Of(ConnectProblems.NumberNotFound, "an id has digits only."),
        _ when !GraphClient.IsNodeId(account.BusinessAccountId) => ConnectProblems.Of(ConnectProblems.NumberNotInAccount, "an id has digits only."),
        _ => await _connect.Run(account, ct).ConfigureAwait(false),
    };

    /// <summary>
    /// One HTTP attempt, at most 30 s. <see cref="SendResult.Rejected"/> only when it is certain that Meta did not take the message. Throws only
    /// <see cref="OperationCanceledException"/>, when <paramref name="ct"/> was cancelled before anything of the message was sent.
    /// </summary>
    public async Task<SendOutcome> Send(ConnectorAccount account, ConnectorMessage message, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        if (Refuse(account, message) is { } refused)
        {
            return refused;
        }

        try
        {
            var call = new GraphCall(HttpMethod.Post, $"{account.AccountId}/messages", account.AccessToken, SendLimit, SendBody.Write(message));
            return SendAnswer.Read(await CallOnce(account.AccountId, call, ct).ConfigureAwait(false));
        }
        catch (BrokenCircuitException e)
        {
            return SendAnswer.BreakerOpen(e.RetryAfter ?? SendBreakers.BreakDuration);
        }
        catch (Exception e) when (e is JsonException or ArgumentException)
        {
            return SendAnswer.Refused(ErrorAction.GiveUp, "content_invalid", "The content is not JSON", "Correct the message and send it as a new one.");
        }
    }

    private async Task<GraphReply> CallOnce(string phoneNumberId, GraphCall call, CancellationToken ct) =>
        await _breakers.For(phoneNumberId).ExecuteAsync(
            static async (state, token) => await state._graph.Call(state.call, token).ConfigureAwait(false),
            (_graph, call),
            ct).ConfigureAwait(false);

    private static SendOutcome? Refuse(ConnectorAccount account, ConnectorMessage message)
    {
        if (!GraphClient.IsToken(account.AccessToken) || !GraphClient.IsNodeId(account.AccountId))
        {
            return SendAnswer.Refused(
                ErrorAction.Fix, "account_malformed", "The channel's token or phone number id is malformed", "Store both again in the channel.");
        }

        if (string.IsNullOrEmpty(message.Phone) && string.IsNullOrEmpty(message.UserId))
        {
            return SendAnswer.Refused(
                ErrorAction.GiveUp, "recipient_missing", "The contact has neither a phone nor a user id", "Wait until the person writes, or enter a phone number.");
        }

        return CloudApiContentRules.IsSupported(message.Content.Type)
            ? null
            : SendAnswer.Refused(ErrorAction.GiveUp, "type_not_supported", "This type of message cannot be sent", "Send another type of message.");
    }
}
