using System.Collections.Immutable;
using System.Text.Json;
using OrleansWa.Contracts.Channels;
using OrleansWa.Contracts.Webhooks;

namespace OrleansWa.Connectors.CloudApi;

/// <summary>Walks one body (reference 2.4) and collects what is in it.</summary>
internal sealed class WebhookReader
{
    private const string MessagesField = "messages";
    private const string EchoesField = "smb_message_echoes";
    private const string UserIdField = "user_id_update";

    private ImmutableArray<WebhookMessage>.Builder? _messages;
    private ImmutableArray<WebhookStatus>.Builder? _statuses;
    private ImmutableArray<WebhookOther>.Builder? _others;
    private ImmutableArray<WebhookContactUpdate>.Builder? _contactUpdates;

    /// <summary>Reads the whole body.</summary>
    public void Read(JsonElement root)
    {
        if (root.Member("entry"u8).ValueKind != JsonValueKind.Array)
        {
            Keep(new WebhookChange(string.Empty, default), "body", root);
            return;
        }

        foreach (var entry in root.Items("entry"u8))
        {
            ReadEntry(entry);
        }
    }

    /// <summary>What was read.</summary>
    public WebhookBatch ToBatch(string app, string? traceId) =>
        new(ConnectorKind.CloudApi, app, Finish(_messages), Finish(_statuses), Finish(_others), traceId) { ContactUpdates = Finish(_contactUpdates) };

    private static ImmutableArray<T> Finish<T>(ImmutableArray<T>.Builder? builder) => builder?.DrainToImmutable() ?? [];

    private void ReadEntry(JsonElement entry)
    {
        var businessAccountId = entry.Text("id"u8) ?? string.Empty;
        if (entry.Member("changes"u8).ValueKind != JsonValueKind.Array)
        {
            Keep(new WebhookChange(businessAccountId, default), "entry", entry);
            return;
        }

        foreach (var change in entry.Items("changes"u8))
        {
            ReadChange(change, businessAccountId);
        }
    }

    private void ReadChange(JsonElement change, string businessAccountId)
    {
        var value = change.Member("value"u8);
        var shared = new WebhookChange(businessAccountId, value);
        var field = change.Member("field"u8);
        if (value.ValueKind == JsonValueKind.Object && (field.ValueKind != JsonValueKind.String || field.ValueEquals("messages"u8)))
        {
            ReadMessagesField(shared);
            return;
        }

        switch (field.AsText())
        {
            case EchoesField when value.Member("message_echoes"u8).ValueKind == JsonValueKind.Array:
                ReadMessages(shared, value.Member("message_echoes"u8), EchoesField, WebhookMessageReader.ReadEcho);
                break;
            case UserIdField:
                ReadUserIds(shared);
                goto default;
            default:
                Keep(shared, field.AsText() ?? "change", change);
                break;
        }
    }

    private void ReadUserIds(WebhookChange change)
    {
        foreach (var element in change.Value.Items("user_id_update"u8))
        {
            Add(WebhookContactUpdateReader.OfUserId(element, change));
        }
    }

    private void Add(WebhookContactUpdate? update)
    {
        if (update is not null)
        {
            (_contactUpdates ??= ImmutableArray.CreateBuilder<WebhookContactUpdate>(1)).Add(update);
        }
    }

    // Arrays of every name are read, several may come together, and those of later years are kept.
    private void ReadMessagesField(WebhookChange change)
    {
        foreach (var member in change.Value.EnumerateObject())
        {
            if (member.Value.ValueKind is not (JsonValueKind.Array or JsonValueKind.Object)
                || member.NameEquals("metadata"u8) || member.NameEquals("contacts"u8))
            {
                continue;
            }

            if (member.NameEquals("messages"u8))
            {
                ReadMessages(change, member.Value, MessagesField, WebhookMessageReader.Read);
            }
            else if (member.NameEquals("statuses"u8))
            {
                ReadStatuses(change, member.Value);
            }
            else
            {
                KeepItems(change, member);
            }
        }
    }

    private void ReadMessages(WebhookChange change, JsonElement messages, string field, Func<JsonElement, WebhookChange, WebhookMessage?> read)
    {
        if (messages.ValueKind != JsonValueKind.Array)
        {
            Keep(change, field, messages);
            return;
        }

        foreach (var element in messages.EnumerateArray())
        {
            if (read(element, change) is { } message)
            {
                var update = message.Type == "system" ? WebhookContactUpdateReader.OfSystem(element, change) : null;
                Add(update);
                // The notice comes from the old number, to which nobody is to answer any more.
                (_messages ??= ImmutableArray.CreateBuilder<WebhookMessage>(1)).Add(
                    update is null ? message : message with { Sender = message.Sender with { RawPhone = null } });
            }
            else
            {
                Keep(change, field, element);
            }
        }
    }

    private void ReadStatuses(WebhookChange change, JsonElement statuses)
    {
        if (statuses.ValueKind != JsonValueKind.Array)
        {
            Keep(change, "statuses", statuses);
            return;
        }

        foreach (var element in statuses.EnumerateArray())
        {
            if (WebhookStatusReader.Read(element, change) is { } status)
            {
                (_statuses ??= ImmutableArray.CreateBuilder<WebhookStatus>(1)).Add(status);
            }
            else
            {
                Keep(change, "statuses", element);
            }
        }
    }

    private void KeepItems(WebhookChange change, JsonProperty member)
    {
        if (member.Value.ValueKind != JsonValueKind.Array)
        {
            Keep(change, member.Name, member.Value);
            return;
        }

        foreach (var element in member.Value.EnumerateArray())
        {
            Keep(change, member.Name, element);
        }
    }

    private void Keep(WebhookChange change, string field, JsonElement element) =>
        (_others ??= ImmutableArray.CreateBuilder<WebhookOther>(1)).Add(
            new WebhookOther(change.AccountId, change.BusinessAccountId, field, element.GetRawText()));
}
