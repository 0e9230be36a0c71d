using OrleansWa.CloudApiEmulator.Accounts;
using OrleansWa.CloudApiEmulator.Webhooks;

namespace OrleansWa.CloudApiEmulator.Phones;

/// <summary>Webhook fields that concern one number and hold a list of elements.</summary>
internal static class NumberChanges
{
    /// <summary>Tells of one element.</summary>
    public static void Publish(World world, BusinessNumber number, string field, string member, byte[] element) => world.Publisher.Publish(new WebhookEvent
    {
        AccountId = number.Account.Id,
        Field = field,
        Kind = WebhookEventKind.Value,
        Element = WebhookElement.Of(w =>
        {
            w.WriteStartObject();
            w.WriteString("messaging_product", "whatsapp");
            w.WriteStartObject("metadata");
            w.WriteString("display_phone_number", number.Digits);
            w.WriteString("phone_number_id", number.Id);
            w.WriteEndObject();
            w.WriteStartArray(member);
            w.WriteRawValue(element, skipInputValidation: true);
            w.WriteEndArray();
            w.WriteEndObject();
        }),
    });
}
