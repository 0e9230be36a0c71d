using System.Text.Json.Nodes;
using OrleansWa.Contracts.Messages;
using OrleansWa.Contracts.Webhooks;

namespace OrleansWa.Grains.Webhooks;

/// <summary>A status as JSON, for the record of what could not be routed.</summary>
internal static class StatusJson
{
    /// <summary>Writes what we understood of it.</summary>
    public static string Write(WebhookStatus status) => new JsonObject
    {
        ["id"] = status.WhatsAppId,
        ["status"] = status.Status.ToWord(),
        ["timestamp"] = status.Timestamp?.ToUnixTimeSeconds(),
        ["biz_opaque_callback_data"] = status.MessageId,
        ["code"] = status.Error?.Code,
    }.ToJsonString();
}
