using System.Globalization;
using OrleansWa.Contracts.Channels;

namespace OrleansWa.Contracts.DeadLetters;

/// <summary>Ids of incoming dead letters, derived from the event: the same event is listed once. Outgoing ones have the id of their message.</summary>
public static class DeadLetterIds
{
    private const string Prefix = "dl_";

    /// <summary>Whether an id is one of an incoming dead letter.</summary>
    public static bool IsIncoming(string id) => id.StartsWith(Prefix, StringComparison.Ordinal);

    /// <summary>Of an event that its conversation could not handle.</summary>
    public static string OfMessage(string tenantId, string messageId) => DerivedId.From(Prefix, tenantId, messageId);

    /// <summary>Of a message for a number that no channel of the app holds.</summary>
    public static string OfUnrouted(string app, ConnectorKind connector, string accountId, string eventId) =>
        DerivedId.From(Prefix, app, ((int)connector).ToString(CultureInfo.InvariantCulture), accountId, eventId);
}
