using System.Text.Json;
using System.Text.Json.Nodes;
using OrleansWa.CloudApiEmulator.Accounts;
using OrleansWa.CloudApiEmulator.Messages;
using OrleansWa.CloudApiEmulator.Webhooks;

namespace OrleansWa.CloudApiEmulator.Phones;

/// <summary>What staff write to a patient in the WhatsApp Business app of the number itself, told by an <c>smb_message_echoes</c> webhook (fact sheet 2.8).</summary>
internal static class Handset
{
    private static readonly JsonSerializerOptions Relaxed = new() { Encoder = MetaJson.Relaxed };

    /// <summary>Writes a message of any type and returns its id. It opens no window.</summary>
    /// <exception cref="ArgumentException">It has no type.</exception>
    public static string Write(World world, EmulatedPhone phone, BusinessNumber number, JsonElement message)
    {
        var type = message.Text("type") ?? throw new ArgumentException("A message needs a type.", nameof(message));
        var element = JsonObject.Create(message.Clone())!;
        element.Remove("phoneNumberId");
        var id = element["id"]?.GetValue<string>() ?? world.Wamids.FromBusiness(number.Digits);
        element["id"] = id;
        element.TryAdd("from", number.Digits);
        if (!phone.HidePhone) element.TryAdd("to", phone.WaId);
        if (phone.ShowsUserId) element.TryAdd("to_user_id", phone.UserId);
        element.TryAdd("timestamp", world.Clock.UnixSeconds().ToString(System.Globalization.CultureInfo.InvariantCulture));
        var written = JsonSerializer.SerializeToUtf8Bytes(element, Relaxed);
        phone.With(number.Id).Add(new ChatLine { Id = id, Type = type, At = world.Clock.GetUtcNow(), Written = written, ByStaff = true });
        NumberChanges.Publish(world, number, "smb_message_echoes", "message_echoes", written);
        return id;
    }
}
