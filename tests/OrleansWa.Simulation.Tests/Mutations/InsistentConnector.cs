using System.Collections.Immutable;
using OrleansWa.Contracts;
using OrleansWa.Contracts.Channels;
using OrleansWa.Contracts.Messages;

namespace OrleansWa.Simulation.Tests.Mutations;

/// <summary>A fault: an answer that never came is taken for a refusal, and the message is sent again.</summary>
internal sealed class InsistentConnector(IConnector inner) : IConnector
{
    public ConnectorKind Kind => inner.Kind;

    public ImmutableArray<FieldError> Validate(MessageContent content) => inner.Validate(content);

    public Task<ConnectOutcome> Connect(ConnectorAccount account, CancellationToken ct) => inner.Connect(account, ct);

    public async Task<SendOutcome> Send(ConnectorAccount account, ConnectorMessage message, CancellationToken ct)
    {
        var outcome = await inner.Send(account, message, ct);
        return outcome.Result == SendResult.Unknown ? await inner.Send(account, message, ct) : outcome;
    }
}
