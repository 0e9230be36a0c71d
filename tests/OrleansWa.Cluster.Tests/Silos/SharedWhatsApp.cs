using System.Collections.Immutable;
using System.Globalization;
using OrleansWa.Contracts;
using OrleansWa.Contracts.Channels;
using OrleansWa.Contracts.Messages;
using OrleansWa.Testing.WhatsApp;

namespace OrleansWa.Cluster.Tests.Silos;

/// <summary>WhatsApp as all silos of a test's cluster see it: takes everything, from any thread, and remembers it in order.</summary>
internal sealed class SharedWhatsApp : IConnector
{
    private readonly Lock _gate = new();
    private readonly List<SentMessage> _sent = [];
    private readonly List<(Func<bool> Condition, TaskCompletionSource Met)> _waiting = [];

    public ConnectorKind Kind => ConnectorKind.CloudApi;

    public ImmutableArray<FieldError> Validate(MessageContent content) => [];

    public Task<ConnectOutcome> Connect(ConnectorAccount account, CancellationToken ct) =>
        Task.FromResult(new ConnectOutcome(null, false, new NumberProfile("+55 11 94000-0000", "Clínica", "GREEN", "TIER_2K", "STANDARD", "APPROVED")));

    public Task<SendOutcome> Send(ConnectorAccount account, ConnectorMessage message, CancellationToken ct)
    {
        lock (_gate)
        {
            _sent.Add(new SentMessage(account.AccountId, message.Phone!, message.MessageId, "wamid.out" + (_sent.Count + 1).ToString(CultureInfo.InvariantCulture), message.Content));
            var met = _waiting.FindAll(w => w.Condition());
            _waiting.RemoveAll(met.Contains);
            met.ForEach(w => w.Met.SetResult());
            return Task.FromResult(new SendOutcome(SendResult.Accepted, _sent[^1].WhatsAppId, message.Phone));
        }
    }

    /// <summary>Texts that a person got, in order.</summary>
    public IReadOnlyList<string> Chat(string phone)
    {
        lock (_gate)
        {
            return [.. _sent.Where(m => m.To == phone).Select(m => m.Text)];
        }
    }

    /// <summary>Messages that were taken more than once.</summary>
    public IReadOnlyList<string> Doubled()
    {
        lock (_gate)
        {
            return [.. _sent.GroupBy(m => m.MessageId).Where(g => g.Count() > 1).Select(g => g.Key)];
        }
    }

    /// <summary>Returns when so many messages were taken.</summary>
    public Task UntilSent(int count) => Until(() => _sent.Count >= count, $"{count} messages");

    /// <summary>Returns when a person got so many messages.</summary>
    public Task UntilSent(string phone, int count) => Until(() => _sent.Count(m => m.To == phone) >= count, $"{count} messages to {phone}");

    private async Task Until(Func<bool> condition, string what)
    {
        var met = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_gate)
        {
            if (condition())
            {
                return;
            }

            _waiting.Add((condition, met));
        }

        try
        {
            await met.Task.WaitAsync(TimeSpan.FromMinutes(2));
        }
        catch (TimeoutException)
        {
            throw new TimeoutException($"Not within two minutes: {what}; {_sent.Count} were sent.");
        }
    }
}
