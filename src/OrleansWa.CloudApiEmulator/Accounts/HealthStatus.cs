using System.Text.Json;

namespace OrleansWa.CloudApiEmulator.Accounts;

/// <summary>The <c>health_status</c> of a number (fact sheet 3.8): blocked while it is not registered.</summary>
internal static class HealthStatus
{
    public static void Write(Utf8JsonWriter w, BusinessNumber number, string appId)
    {
        var state = number.Registration.Connected ? "AVAILABLE" : "BLOCKED";
        w.WriteStartObject("health_status");
        w.WriteString("can_send_message", state);
        w.WriteStartArray("entities");
        Entity(w, "PHONE_NUMBER", number.Id, state);
        Entity(w, "WABA", number.Account.Id, "AVAILABLE");
        Entity(w, "APP", appId, "AVAILABLE");
        w.WriteEndArray();
        w.WriteEndObject();
    }

    private static void Entity(Utf8JsonWriter w, string type, string id, string state)
    {
        w.WriteStartObject();
        w.WriteString("entity_type", type);
        w.WriteString("id", id);
        w.WriteString("can_send_message", state);
        w.WriteEndObject();
    }
}
