using System.Collections.Immutable;
using System.Globalization;
using OrleansWa.Contracts;
using OrleansWa.Contracts.Channels;

namespace OrleansWa.Testing.WhatsApp;

/// <summary>
/// WhatsApp as the grains see it, in memory: takes messages, remembers them across crashes of the silo, and fails on request. It stands behind the
/// connector's port; the connector itself is tested against the emulator.
/// </summary>
public sealed class SimulatedWhatsApp : IConnector
{
    private readonly Lock _gate = new();
    private readonly List<SentMessage> _sent = [];

    /// <inheritdoc/>
    public ConnectorKind Kind => ConnectorKind.CloudApi;

    /// <summary>How long after a person's message anything may be answered; null, the default, for always.</summary>
    public TimeSpan? ServiceWindow { get; set; }

    /// <summary>Everything taken, in order.</summary>
    public IReadOnlyList<SentMessage> Sent
    {
        get
        {
            lock (_gate)
            {
                return [.. _sent];
            }
        }
    }

    /// <summary>Attempts made, also those that were refused.</summary>
    public int Attempts { get; private set; }

    /// <summary>Attempts in flight now, by message; more than one of a message is a fault of the product.</summary>
    public Dictionary<string, int> InFlight { get; } = new(StringComparer.Ordinal);

    /// <summary>Most attempts of one message that were ever in flight at once.</summary>
    public int MostInFlight { get; private set; }

    /// <summary>What becomes of the next attempt to connect; null for success.</summary>
    public Func<ConnectOutcome?>? OnConnect { get; set; }

    /// <summary>
    /// What becomes of an attempt: null takes the message; an outcome refuses it, or, being <see cref="SendResult.Unknown"/>, takes it and loses the answer
    /// if <see cref="TakesUnknown"/> says so.
    /// </summary>
    public Func<ConnectorMessage, SendOutcome?>? OnSend { get; set; }

    /// <summary>Whether a message whose answer is lost was taken nevertheless.</summary>
    public Func<ConnectorMessage, bool> TakesUnknown { get; set; } = static _ => true;

    /// <summary>How long an attempt takes; null for no time at all.</summary>
    public Func<Task>? Latency { get; set; }

    /// <summary>Called with each message that was taken.</summary>
    public Action<SentMessage>? OnTaken { get; set; }

    /// <inheritdoc/>
    public bool MayBegin(Contracts.Messages.MessageContent content) => content.Type == "template";

    /// <inheritdoc/>
    public ImmutableArray<FieldError> Validate(Contracts.Messages.MessageContent content) => content switch
    {
        { Type: "text" } => [],
        { Type: "template" } => content.Json.Contains("\"name\"", StringComparison.Ordinal) ? [] : [new FieldError("template.name", "A template has a name.")],
        _ => [new FieldError("type", "The simulated WhatsApp takes text and templates.")],
    };

    /// <inheritdoc/>
    public Task<ConnectOutcome> Connect(ConnectorAccount account, CancellationToken ct) =>
        Task.FromResult(OnConnect?.Invoke() ?? new ConnectOutcome(null, false, new NumberProfile("+55 11 94000-0000", "Clínica", "GREEN", "TIER_2K", "STANDARD", "APPROVED")));

    /// <inheritdoc/>
    public async Task<SendOutcome> Send(ConnectorAccount account, ConnectorMessage message, CancellationToken ct)
    {
        var outcome = Begin(account, message);
        if (Latency is { } latency)
        {
            await latency();
        }

        return End(message, outcome);
    }

    /// <summary>What a crash of the silo does to attempts in flight: their connections are gone.</summary>
    public void ConnectionsLost()
    {
        lock (_gate)
        {
            InFlight.Clear();
        }
    }

    // Grains of several channels may send at once.
    private SendOutcome Begin(ConnectorAccount account, ConnectorMessage message)
    {
        lock (_gate)
        {
            Attempts++;
            InFlight[message.MessageId] = InFlight.GetValueOrDefault(message.MessageId) + 1;
            MostInFlight = Math.Max(MostInFlight, InFlight[message.MessageId]);
            var outcome = OnSend?.Invoke(message);
            return outcome is null || (outcome.Result == SendResult.Unknown && TakesUnknown(message)) ? Take(account, message, outcome) : outcome;
        }
    }

    private SendOutcome End(ConnectorMessage message, SendOutcome outcome)
    {
        lock (_gate)
        {
            InFlight[message.MessageId]--;
            return outcome;
        }
    }

    private SendOutcome Take(ConnectorAccount account, ConnectorMessage message, SendOutcome? lost)
    {
        var whatsAppId = "wamid.out" + (_sent.Count + 1).ToString(CultureInfo.InvariantCulture);
        var sent = new SentMessage(account.AccountId, message.Phone ?? message.UserId ?? "", message.MessageId, whatsAppId, message.Content);
        _sent.Add(sent);
        OnTaken?.Invoke(sent);
        return lost ?? new SendOutcome(SendResult.Accepted, whatsAppId, message.Phone);
    }
}
