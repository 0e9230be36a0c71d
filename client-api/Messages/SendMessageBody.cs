using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using OrleansWa.ClientApi.Json;
using OrleansWa.Contracts.Contacts;
using OrleansWa.Contracts.Messages;

namespace OrleansWa.ClientApi.Messages;

/// <summary>A checked message; what the connector makes of its content is the conversation's question.</summary>
/// <param name="To">Digits of the phone.</param>
/// <param name="Content">The content.</param>
/// <param name="Lane">Class of traffic.</param>
/// <param name="ReplyTo">Our id of the quoted message.</param>
/// <param name="CallbackData">The caller's own word.</param>
/// <param name="SendAt">Not sent before; null for at once.</param>
/// <param name="ExpiresAt">Not sent after; null for the lane's own time.</param>
/// <param name="OnUnknown">What is done about an outcome that stays unknown.</param>
/// <param name="Fallback">Sent instead where the service window is closed; null for none.</param>
internal sealed record SendMessageBody(
    string To,
    MessageContent Content,
    Lane Lane,
    string? ReplyTo,
    string? CallbackData,
    DateTimeOffset? SendAt,
    DateTimeOffset? ExpiresAt,
    OnUnknown OnUnknown,
    MessageContent? Fallback)
{
    private const int CallbackDataLengthMax = 512;
    private const int TypeLengthMax = 32;

    public static SendMessageBody Read(SendMessageRequest body)
    {
        var check = new BodyCheck();
        var to = PhoneNumbers.Digits(body.To);
        if (to is null)
        {
            check.Add("to", "Must be a phone number with country code, 8 to 15 digits, e.g. +55 11 98765-4321.");
        }

        var lane = check.Word("lane", body.Lane, (Lane?)Lane.Transactional);
        var callbackData = check.Optional("callbackData", body.CallbackData, CallbackDataLengthMax);
        if (body.ReplyTo is not null && !Ids.IsThing(body.ReplyTo))
        {
            check.Add("replyTo", "Must be the id of a message of ours.");
        }

        var sendAt = Times.Read(check, "sendAt", body.SendAt);
        var expiresAt = Times.Read(check, "expiresAt", body.ExpiresAt);
        var onUnknown = check.Word("onUnknown", body.OnUnknown, (OnUnknown?)OnUnknown.Wait);
        var content = ReadContent(check, body);
        var fallback = ReadFallback(check, body);
        check.ThrowIfInvalid();
        return new SendMessageBody(to!, content!, lane, body.ReplyTo, callbackData, sendAt, expiresAt, onUnknown, fallback);
    }

    /// <summary>Tells a repeat of the request from another request under the same key.</summary>
    public string Hash()
    {
        var text = JsonSerializer.Serialize<string?[]>(
            [To, Content.Type, Content.Json, Words<Lane>.Of(Lane), ReplyTo, CallbackData, SendAt?.ToString("O"), ExpiresAt?.ToString("O"), Words<OnUnknown>.Of(OnUnknown), .. Fallback is null ? [] : new[] { Fallback.Json }]);
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
    }

    private static MessageContent? ReadFallback(BodyCheck check, SendMessageRequest body)
    {
        if (body.FallbackTemplate is not { ValueKind: not JsonValueKind.Null } element)
        {
            return null;
        }

        if (element.ValueKind == JsonValueKind.Object && CanonicalJson.Write(element) is { } json)
        {
            return new MessageContent("template", json);
        }

        check.Add("fallbackTemplate", "Must be a template in the Cloud API's shape: {\"name\":…,\"language\":{\"code\":…}}.");
        return null;
    }

    private static MessageContent? ReadContent(BodyCheck check, SendMessageRequest body)
    {
        var type = check.Required("type", body.Type, TypeLengthMax);
        foreach (var name in body.Content?.Keys.Where(name => name != type) ?? [])
        {
            check.Add(name, type.Length == 0 ? "There is no member of this name here." : $"There is no member of this name here; the content belongs into '{type}'.");
        }

        if (type.Length == 0)
        {
            return null;
        }

        if (body.Content is null || !body.Content.TryGetValue(type, out var element) || element.ValueKind is not (JsonValueKind.Object or JsonValueKind.Array))
        {
            check.Add(type, $"The content is required: a member '{type}' in the Cloud API's shape.");
            return null;
        }

        if (CanonicalJson.Write(element) is { } json)
        {
            return new MessageContent(type, json);
        }

        check.Add(type, "Holds a NUL character or half a surrogate pair, which WhatsApp does not take.");
        return null;
    }
}
