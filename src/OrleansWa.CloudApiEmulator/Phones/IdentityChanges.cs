using System.Text.Json;
using OrleansWa.CloudApiEmulator.Accounts;
using OrleansWa.CloudApiEmulator.Webhooks;

namespace OrleansWa.CloudApiEmulator.Phones;

/// <summary>A patient gets another number, or another BSUID: the webhooks that tell a business of it (fact sheet 2.5, 2.9).</summary>
internal static class IdentityChanges
{
    /// <summary>The patient moves to another number and gets another BSUID with it; a <c>system</c> message from the old one says so.</summary>
    public static void ChangeNumber(World world, string who, BusinessNumber number, string newNumber)
    {
        var phone = world.Phones.Of(who);
        var (oldId, oldUser, shown, name) = (phone.WaId, phone.UserId, phone.ShowsUserId, phone.ProfileName);
        world.Phones.Move(phone, newNumber);
        var notice = JsonSerializer.SerializeToElement(new
        {
            type = "system",
            system = new { body = $"User {name} changed from {oldId} to {phone.WaId}", wa_id = phone.WaId, user_id = phone.UserId, type = "user_changed_number" },
            from = oldId,
            from_user_id = shown ? oldUser : null,
        }, IgnoreNull);
        world.Writer.Write(phone, number, notice);
    }

    /// <summary>The patient gets another BSUID: a <c>user_id_update</c> webhook.</summary>
    public static void ChangeUserId(World world, string who, BusinessNumber number, string newUserId)
    {
        var phone = world.Phones.Of(who);
        var (previous, waId) = (phone.UserId, phone.HidePhone ? null : phone.WaId);
        world.Phones.Change(who, new PhoneSettings { UserId = newUserId });
        NumberChanges.Publish(world, number, "user_id_update", "user_id_update", WebhookElement.Of(w =>
        {
            w.WriteStartObject();
            if (waId is not null) w.WriteString("wa_id", waId);
            w.WriteString("detail", "The user's id changed");
            w.WriteStartObject("user_id");
            w.WriteString("previous", previous);
            w.WriteString("current", newUserId);
            w.WriteEndObject();
            w.WriteString("timestamp", world.Clock.UnixSeconds().ToString(System.Globalization.CultureInfo.InvariantCulture));
            w.WriteEndObject();
        }));
    }

    private static readonly JsonSerializerOptions IgnoreNull = new() { DefaultIgnoreCondition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingNull };
}
