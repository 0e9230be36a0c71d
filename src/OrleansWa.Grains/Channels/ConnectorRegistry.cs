using OrleansWa.Contracts;
using OrleansWa.Contracts.Channels;

namespace OrleansWa.Grains.Channels;

/// <summary>The connectors this silo has.</summary>
public sealed class ConnectorRegistry(IEnumerable<IConnector> connectors)
{
    private readonly IReadOnlyDictionary<ConnectorKind, IConnector> _connectors = connectors.ToDictionary(c => c.Kind);

    /// <summary>The connector of a kind.</summary>
    /// <exception cref="ProblemException"><c>not_supported</c> (422): this silo has none.</exception>
    public IConnector Get(ConnectorKind kind) => _connectors.TryGetValue(kind, out var connector)
        ? connector
        : throw ProblemException.Unprocessable("not_supported", "connector", $"The connector {kind} is not available here. Use cloud_api.");
}
