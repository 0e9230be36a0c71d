using System.Globalization;
using System.Text.Json;

namespace OrleansWa.CloudApiEmulator.Webhooks;

/// <summary>Puts events into one webhook body: an entry per account, a change per number and kind (or one for both kinds).</summary>
internal static class WebhookBody
{
    public static byte[] Of(IReadOnlyList<WebhookEvent> events, Faults faults, long unixSeconds) => MetaJson.ToAscii(
        WebhookElement.Of(w =>
        {
            w.WriteStartObject();
            w.WriteString("object", "whatsapp_business_account");
            w.WriteStartArray("entry");
            foreach (var account in events.GroupBy(e => e.AccountId, StringComparer.Ordinal)) Entry(w, account.Key, [.. account], faults, unixSeconds);
            w.WriteEndArray();
            if (faults.ExtraMembers) w.WriteNull("emulator_unknown_null");
            w.WriteEndObject();
        }),
        faults.EscapeSlashes);

    private static void Entry(Utf8JsonWriter w, string accountId, IReadOnlyList<WebhookEvent> events, Faults faults, long unixSeconds)
    {
        w.WriteStartObject();
        w.WriteString("id", accountId);
        // Meta's samples carry the time on account-level fields only.
        if (events.Any(e => e.Kind == WebhookEventKind.Value)) w.WriteNumber("time", unixSeconds);
        w.WriteStartArray("changes");
        foreach (var change in events.Where(e => e.Kind == WebhookEventKind.Value)) Value(w, change);
        foreach (var number in events.Where(e => e.Number is not null && e.Kind != WebhookEventKind.Value).GroupBy(e => e.Number!))
        {
            foreach (var kind in number.GroupBy(e => faults.MixKinds ? WebhookEventKind.Unknown : e.Kind)) Updates(w, [.. kind], faults);
        }

        w.WriteEndArray();
        w.WriteEndObject();
    }

    private static void Value(Utf8JsonWriter w, WebhookEvent change)
    {
        w.WriteStartObject();
        w.WritePropertyName("value");
        w.WriteRawValue(change.Element, skipInputValidation: true);
        w.WriteString("field", change.Field);
        w.WriteEndObject();
    }

    private static void Updates(Utf8JsonWriter w, IReadOnlyList<WebhookEvent> events, Faults faults)
    {
        w.WriteStartObject();
        w.WriteStartObject("value");
        w.WriteString("messaging_product", "whatsapp");
        Metadata(w, events[0], faults);
        Contacts(w, events);
        Elements(w, "messages", events, WebhookEventKind.Message);
        Elements(w, "statuses", events, WebhookEventKind.Status);
        if (faults.ExtraMembers) Strange(w);
        w.WriteEndObject();
        w.WriteString("field", events[0].Field);
        w.WriteEndObject();
    }

    private static void Metadata(Utf8JsonWriter w, WebhookEvent sample, Faults faults)
    {
        w.WriteStartObject("metadata");
        w.WriteString("display_phone_number", sample.Number!.Digits);
        w.WriteString("phone_number_id", sample.Number.Id);
        if (faults.ExtraMembers) w.WriteString("emulator_unknown_number", 42.ToString(CultureInfo.InvariantCulture));
        w.WriteEndObject();
    }

    /// <summary>A phone keeps one array for its contact, so equal references are equal contacts.</summary>
    private static void Contacts(Utf8JsonWriter w, IReadOnlyList<WebhookEvent> events)
    {
        var contacts = events.Where(e => e.Contact is not null).Select(e => e.Contact!).Distinct().ToList();
        if (contacts.Count == 0) return;
        w.WriteStartArray("contacts");
        foreach (var contact in contacts) w.WriteRawValue(contact, skipInputValidation: true);
        w.WriteEndArray();
    }

    private static void Elements(Utf8JsonWriter w, string name, IReadOnlyList<WebhookEvent> events, WebhookEventKind kind)
    {
        if (!events.Any(e => e.Kind == kind)) return;
        w.WriteStartArray(name);
        foreach (var one in events.Where(e => e.Kind == kind)) w.WriteRawValue(one.Element, skipInputValidation: true);
        w.WriteEndArray();
    }

    private static void Strange(Utf8JsonWriter w)
    {
        w.WriteNull("emulator_unknown_null");
        w.WriteStartObject("emulator_unknown_object");
        w.WriteStartArray("list");
        w.WriteNumberValue(1);
        w.WriteStringValue("2");
        w.WriteEndArray();
        w.WriteEndObject();
    }
}
