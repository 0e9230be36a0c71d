using System.Text.Json;
using OrleansWa.CloudApiEmulator.Accounts;
using OrleansWa.CloudApiEmulator.Webhooks;

namespace OrleansWa.CloudApiEmulator.Phones;

/// <summary>The patient's choice about marketing messages, told by a <c>user_preferences</c> webhook (fact sheet 2.7).</summary>
internal static class Preferences
{
    public static void Publish(World world, EmulatedPhone phone, BusinessNumber number, bool stopped)
    {
        phone.MarketingStopped = stopped;
        world.Publisher.Publish(new WebhookEvent
        {
            AccountId = number.Account.Id,
            Field = "user_preferences",
            Kind = WebhookEventKind.Value,
            Element = WebhookElement.Of(w => Write(w, phone, number, stopped, world.Clock.UnixSeconds())),
        });
    }

    private static void Write(Utf8JsonWriter w, EmulatedPhone phone, BusinessNumber number, bool stopped, long unixSeconds)
    {
        w.WriteStartObject();
        w.WriteString("messaging_product", "whatsapp");
        w.WriteStartObject("metadata");
        w.WriteString("display_phone_number", number.Digits);
        w.WriteString("phone_number_id", number.Id);
        w.WriteEndObject();
        w.WriteStartArray("contacts");
        w.WriteRawValue(phone.Contact);
        w.WriteEndArray();
        w.WriteStartArray("user_preferences");
        w.WriteStartObject();
        if (!phone.HidePhone) w.WriteString("wa_id", phone.WaId);
        if (phone.ShowsUserId) w.WriteString("user_id", phone.UserId);
        w.WriteString("detail", stopped ? "User requested to stop marketing messages" : "User requested to resume marketing messages");
        w.WriteString("category", "marketing_messages");
        w.WriteString("value", stopped ? "stop" : "resume");
        w.WriteNumber("timestamp", unixSeconds);
        w.WriteEndObject();
        w.WriteEndArray();
        w.WriteEndObject();
    }
}
