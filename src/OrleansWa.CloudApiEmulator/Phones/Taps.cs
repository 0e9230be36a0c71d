using System.Text.Json;
using System.Text.Json.Nodes;
using OrleansWa.CloudApiEmulator.Accounts;
using OrleansWa.CloudApiEmulator.Messages;

namespace OrleansWa.CloudApiEmulator.Phones;

/// <summary>Turns a tap on a business message into the reply message that Meta makes of it.</summary>
internal static class Taps
{
    /// <exception cref="ArgumentException">Nothing in the chat offers what was tapped.</exception>
    public static JsonObject Reply(Conversation conversation, BusinessNumber number, JsonElement message)
    {
        message.TryMember("tap", out var tap);
        var wanted = tap.Text("id") ?? tap.Text("title") ?? throw new ArgumentException("A tap needs an id or a title.");
        foreach (var line in conversation.Lines().Reverse())
        {
            if (tap.Text("messageId") is { } only && only != line.Id) continue;
            if (Find(line, number, wanted) is { } option) return Reply(option, line.Id, number.Digits);
        }

        throw new ArgumentException($"No message in this chat offers '{wanted}'.");
    }

    private static ChatOption? Find(ChatLine line, BusinessNumber number, string wanted) => line.Sent is null
        ? null
        : ChatText.OptionsOf(line.Content, number).FirstOrDefault(o => o.Id == wanted || o.Title == wanted);

    private static JsonObject Reply(ChatOption option, string messageId, string businessDigits)
    {
        var reply = new JsonObject { ["context"] = new JsonObject { ["from"] = businessDigits, ["id"] = messageId } };
        if (option.Kind == "button")
        {
            reply["type"] = "button";
            reply["button"] = new JsonObject { ["payload"] = option.Id, ["text"] = option.Title };
            return reply;
        }

        var chosen = new JsonObject { ["id"] = option.Id, ["title"] = option.Title };
        if (option.Description is { } description) chosen["description"] = description;
        reply["type"] = "interactive";
        reply["interactive"] = new JsonObject { ["type"] = option.Kind, [option.Kind] = chosen };
        return reply;
    }
}
