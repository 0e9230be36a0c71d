using System.Text.Json;
using OrleansWa.CloudApiEmulator.Graph;

namespace OrleansWa.CloudApiEmulator.Messages;

/// <summary>Rules of the named actions: link buttons, flows, product lists and the rest.</summary>
internal static class ActionRules
{
    public static GraphError? Named(JsonElement action, string name) =>
        action.Text("name") == name ? null : GraphErrors.BadValue($"Param action['name'] must be {name}.");

    public static GraphError? Link(JsonElement action) =>
        Named(action, "cta_url")
        ?? Field.Object(action, "parameters", "action['parameters']", out var parameters)
        ?? Field.Text(parameters, "display_text", "action['parameters']['display_text']", 20)
        ?? Field.Text(parameters, "url", "action['parameters']['url']", 2000)
        ?? (Uri.TryCreate(parameters.Text("url"), UriKind.Absolute, out _) ? null : GraphErrors.BadValue("Param action['parameters']['url'] is not a valid URI."));

    public static GraphError? Flow(JsonElement action)
    {
        var wrong = Named(action, "flow") ?? Field.Object(action, "parameters", "action['parameters']", out _);
        if (wrong is not null) return wrong;
        var parameters = action.GetProperty("parameters");
        if (parameters.Text("flow_message_version") is null) return GraphErrors.MissingField("flow_message_version");
        if (parameters.Text("flow_id") is null == parameters.Text("flow_name") is null) return GraphErrors.MissingField("flow_id or flow_name");
        if (parameters.Text("flow_action") is not (null or "navigate" or "data_exchange")) return GraphErrors.BadValue("flow_action must be navigate or data_exchange");
        return Field.Text(parameters, "flow_cta", "flow_cta", 30);
    }

    public static GraphError? Products(JsonElement action)
    {
        var wrong = Field.Text(action, "catalog_id", "action['catalog_id']", 256) ?? Field.Count(action, "sections", "action['sections']", 1, 10);
        if (wrong is not null) return wrong;
        var products = action.Items("sections").Sum(s => s.Items("product_items").Count);
        return products is >= 1 and <= 30 ? null : GraphErrors.BadValue("A product list has 1 to 30 products.");
    }
}
