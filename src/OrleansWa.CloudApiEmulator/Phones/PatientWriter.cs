using System.Text.Json;
using System.Text.Json.Nodes;
using OrleansWa.CloudApiEmulator.Accounts;
using OrleansWa.CloudApiEmulator.Clock;
using OrleansWa.CloudApiEmulator.Faulting;
using OrleansWa.CloudApiEmulator.Messages;
using OrleansWa.CloudApiEmulator.Webhooks;

namespace OrleansWa.CloudApiEmulator.Phones;

/// <summary>Lets a patient write: opens the window, and tells the business by webhook.</summary>
internal sealed class PatientWriter(
    FaultBox faults, EmulatorClock clock, Chance chance, EventScheduler scheduler, Wamids wamids,
    InboundLog inbound, PatientMedia media, WebhookPublisher publisher)
{
    /// <summary>Member of a message, taken out before it is told: its webhook comes as <c>unsupported</c> first.</summary>
    public const string UnavailableFirst = "unavailableFirst";

    private static readonly JsonSerializerOptions Relaxed = new() { Encoder = MetaJson.Relaxed };

    /// <summary>Writes a message of any type, known or not, and returns its id.</summary>
    /// <exception cref="ArgumentException">It has no type, or taps something that the chat does not offer.</exception>
    public string Write(EmulatedPhone phone, BusinessNumber number, JsonElement message)
    {
        var type = message.Text("type") ?? throw new ArgumentException("A patient's message needs a type.", nameof(message));
        var conversation = phone.With(number.Id);
        var element = type == "tap" ? Taps.Reply(conversation, number, message) : JsonObject.Create(message.Clone())!;
        element.Remove("phoneNumberId");
        var first = element.Remove(UnavailableFirst, out var asked) && asked is JsonValue value && value.TryGetValue<bool>(out var yes) && yes;
        media.Store(number, element);
        var line = Keep(phone, number, conversation, element);
        Tell(phone, number, line, first || chance.Hits(faults.Current.UnavailableFirstRate));
        return line.Id;
    }

    private ChatLine Keep(EmulatedPhone phone, BusinessNumber number, Conversation conversation, JsonObject element)
    {
        var id = element["id"]?.GetValue<string>() ?? wamids.FromUser(phone.WaId.Length > 0 ? phone.WaId : phone.UserId[..Math.Min(60, phone.UserId.Length)]);
        Envelope(phone, element, id);
        var line = new ChatLine { Id = id, Type = element["type"]!.GetValue<string>(), At = clock.GetUtcNow(), Written = JsonSerializer.SerializeToUtf8Bytes(element, Relaxed) };
        number.Throughput.Force(line.At, Math.Max(1, faults.Current.ThroughputPerSecond), TimeSpan.FromSeconds(1));
        // Only a message opens the window; whether a reaction does is not confirmed (fact sheet 5.4).
        if (line.Type is "reaction" or "edit" or "revoke" or "system") conversation.Add(line);
        else conversation.PatientWrote(line);
        inbound.Add(line);
        return line;
    }

    private void Envelope(EmulatedPhone phone, JsonObject element, string id)
    {
        if (!phone.HidePhone) element.TryAdd("from", phone.WaId);
        if (phone.ShowsUserId) element.TryAdd("from_user_id", phone.UserId);
        element["id"] = id;
        element.TryAdd("timestamp", clock.UnixSeconds().ToString(System.Globalization.CultureInfo.InvariantCulture));
    }

    /// <summary>A first message may be unavailable for a moment: then its content follows under the same id (131060).</summary>
    private void Tell(EmulatedPhone phone, BusinessNumber number, ChatLine line, bool unavailableFirst)
    {
        if (!unavailableFirst)
        {
            publisher.Publish(Event(phone, number, line.Written!, line.Type));
            return;
        }

        publisher.Publish(Event(phone, number, Unavailable(line), "unsupported"));
        scheduler.After(TimeSpan.FromMilliseconds(faults.Current.UnavailableGapMilliseconds), () => publisher.Publish(Event(phone, number, line.Written!, line.Type)));
    }

    private static WebhookEvent Event(EmulatedPhone phone, BusinessNumber number, byte[] element, string type) => new()
    {
        AccountId = number.Account.Id,
        Field = "messages",
        Kind = WebhookEventKind.Message,
        Number = number,
        Element = element,
        // System messages come without contacts.
        Contact = type == "system" ? null : phone.Contact,
    };

    private static byte[] Unavailable(ChatLine line)
    {
        var content = JsonNode.Parse(line.Written!)!.AsObject();
        var empty = new JsonObject();
        foreach (var name in new[] { "from", "from_user_id", "id", "timestamp" })
            if (content[name] is { } value) empty[name] = value.DeepClone();
        empty["type"] = "unsupported";
        empty["unsupported"] = new JsonObject { ["type"] = "unknown" };
        empty["errors"] = new JsonArray(new JsonObject
        {
            ["code"] = 131060,
            ["title"] = "This message is unavailable",
            ["message"] = "This message is unavailable",
            ["error_data"] = new JsonObject { ["details"] = "This message is currently unavailable." },
        });
        return JsonSerializer.SerializeToUtf8Bytes(empty, Relaxed);
    }
}
