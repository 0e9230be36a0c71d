using System.Collections.Immutable;
using OrleansWa.Contracts;
using OrleansWa.Contracts.Channels;
using OrleansWa.Contracts.Messages;

namespace OrleansWa.Grains.Tests.Messages;

/// <summary>The real connector for sending; connecting always succeeds.</summary>
internal sealed class SendingConnector(IConnector inner) : IConnector
{
    public ConnectorKind Kind => inner.Kind;

    public ImmutableArray<FieldError> Validate(MessageContent content) => inner.Validate(content);

    public Task<ConnectOutcome> Connect(ConnectorAccount account, CancellationToken ct) => Task.FromResult(new ConnectOutcome(null, false, null));

    // The ids of a simulated clinic are none that Meta could have.
    public Task<SendOutcome> Send(ConnectorAccount account, ConnectorMessage message, CancellationToken ct) =>
        inner.Send(account with { AccountId = "100" }, message, ct);
}
