using System.Text.Json;
using OrleansWa.Contracts.Channels;
using OrleansWa.Contracts.Messages;
using OrleansWa.Contracts.Webhooks;

namespace OrleansWa.Connectors.CloudApi;

/// <summary>Reads one element of <c>statuses[]</c> (reference 2.6).</summary>
internal static class WebhookStatusReader
{
    /// <summary>The status; null when the element has no id or its change names no number, so that it can be kept but not applied.</summary>
    public static WebhookStatus? Read(JsonElement element, WebhookChange change)
    {
        if (change.AccountId is null || element.NonEmptyText("id"u8) is not { } id)
        {
            return null;
        }

        var failure = ErrorOf(element);
        return new WebhookStatus
        {
            AccountId = change.AccountId,
            WhatsAppId = id,
            Status = StatusOf(element.Member("status"u8)),
            Timestamp = WebhookTime.Read(element),
            MessageId = element.NonEmptyText("biz_opaque_callback_data"u8),
            Error = failure?.Error,
            Advice = failure?.Advice,
        };
    }

    private static MessageStatus StatusOf(JsonElement word) => word.ValueKind != JsonValueKind.String
        ? MessageStatus.Unknown
        : word.GetString() switch
        {
            "sent" => MessageStatus.Sent,
            "delivered" => MessageStatus.Delivered,
            "read" => MessageStatus.Read,
            "played" => MessageStatus.Played,
            "failed" => MessageStatus.Failed,
            _ => MessageStatus.Unknown,
        };

    private static (MessageError Error, FailureAdvice Advice)? ErrorOf(JsonElement element)
    {
        foreach (var item in element.Items("errors"u8))
        {
            if (CloudApiError.Read(item) is { Code: { } code } error)
            {
                var rule = CloudApiErrors.Find(code);
                return (error.ToMessageError(rule), new FailureAdvice(rule.Action, rule.Scope, rule.MinWait));
            }

            return null;
        }

        return null;
    }
}
