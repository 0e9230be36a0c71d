using System.Text.Json;
using OrleansWa.CloudApiEmulator.Graph;

namespace OrleansWa.CloudApiEmulator.Messages;

/// <summary>Rules of interactive messages: header, body and footer by type, then the action (fact sheet 3.3).</summary>
internal static class InteractiveRules
{
    private const int FooterMax = 60;
    private const int HeaderMax = 60;

    public static GraphError? Check(JsonElement message, SendContext context)
    {
        if (Field.Object(message, "interactive", "interactive", out var interactive) is { } missing) return missing;
        if (interactive.Text("type") is not { } type) return GraphErrors.MissingField("interactive['type']");
        return Header(interactive, type, context) ?? Body(interactive, type) ?? Footer(interactive, type) ?? Action(interactive, type);
    }

    private static GraphError? Header(JsonElement interactive, string type, SendContext context)
    {
        if (!interactive.TryMember("header", out var header)) return null;
        if (type == "location_request_message") return GraphErrors.BadValue("Param interactive['header'] is not allowed here.");
        return header.Text("type") switch
        {
            "text" => Field.Text(header, "text", "interactive['header']['text']", HeaderMax),
            "image" or "video" or "document" when type is not ("list" or "product_list") => MediaRules.Check(header, header.Text("type")!, "interactive['header']", context),
            null => GraphErrors.MissingField("interactive['header']['type']"),
            var other => GraphErrors.BadValue($"Header type {other} is not supported for interactive type {type}."),
        };
    }

    private static GraphError? Body(JsonElement interactive, string type)
    {
        if (!interactive.TryMember("body", out var body)) return type == "product" ? null : GraphErrors.MissingField("interactive['body']");
        return Field.Text(body, "text", "interactive['body']['text']", type == "list" ? 4096 : 1024);
    }

    private static GraphError? Footer(JsonElement interactive, string type)
    {
        if (!interactive.TryMember("footer", out var footer)) return null;
        if (type == "location_request_message") return GraphErrors.BadValue("Param interactive['footer'] is not allowed here.");
        return Field.Text(footer, "text", "interactive['footer']['text']", FooterMax);
    }

    private static GraphError? Action(JsonElement interactive, string type)
    {
        if (Field.Object(interactive, "action", "interactive['action']", out var action) is { } missing) return missing;
        return type switch
        {
            "button" => ButtonRules.Check(action),
            "list" => ListRules.Check(action),
            "cta_url" => ActionRules.Link(action),
            "location_request_message" => ActionRules.Named(action, "send_location"),
            "flow" => ActionRules.Flow(action),
            "product" => Field.Text(action, "catalog_id", "action['catalog_id']", 256) ?? Field.Text(action, "product_retailer_id", "action['product_retailer_id']", 256),
            "product_list" => ActionRules.Products(action),
            "catalog_message" => ActionRules.Named(action, "catalog_message"),
            "order_details" => ActionRules.Named(action, "review_and_pay"),
            "order_status" => ActionRules.Named(action, "review_order"),
            "address_message" or "call_permission_request" or "request_contact_info" => ActionRules.Named(action, type),
            "carousel" => Field.Count(action, "cards", "action['cards']", 2, 10),
            _ => GraphErrors.BadValue($"Param interactive['type'] '{type}' is not valid."),
        };
    }
}
