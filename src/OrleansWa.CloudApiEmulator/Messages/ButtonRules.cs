using System.Text.Json;
using OrleansWa.CloudApiEmulator.Graph;

namespace OrleansWa.CloudApiEmulator.Messages;

/// <summary>Rules of reply buttons: 1 to 3, ids up to 256 and titles up to 20 characters, both unique.</summary>
internal static class ButtonRules
{
    public static GraphError? Check(JsonElement action)
    {
        if (Field.Count(action, "buttons", "action['buttons']", 1, 3) is { } wrong) return wrong;
        var buttons = action.Items("buttons");
        foreach (var button in buttons)
            if (Button(button) is { } error) return error;
        var replies = buttons.Select(b => b.GetProperty("reply")).ToList();
        return Field.Unique(replies.Select(r => r.Text("id")), "button id") ?? Field.Unique(replies.Select(r => r.Text("title")), "button title");
    }

    private static GraphError? Button(JsonElement button)
    {
        if (button.Text("type") != "reply") return GraphErrors.BadValue("Button type must be reply.");
        return Field.Object(button, "reply", "action['buttons']['reply']", out var reply)
            ?? Length(reply, "id", 256)
            ?? Length(reply, "title", 20);
    }

    private static GraphError? Length(JsonElement reply, string name, int max)
    {
        if (reply.Text(name) is not { } text) return GraphErrors.MissingField($"action['buttons']['reply']['{name}']");
        return text.Length > 0 && text.Length <= max ? null : GraphErrors.BadValue($"Button {name} length invalid. Min length: 1, Max length: {max}");
    }
}
