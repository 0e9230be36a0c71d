using System.Text.Json;
using OrleansWa.CloudApiEmulator.Graph;
using OrleansWa.CloudApiEmulator.Templates;

namespace OrleansWa.CloudApiEmulator.Messages;

/// <summary>Rules of template messages: the template exists and is approved, and the parameters fit it (fact sheet 3.4).</summary>
internal static class TemplateMessageRules
{
    public static GraphError? Check(JsonElement message, SendContext context)
    {
        if (Field.Object(message, "template", "template", out var sent) is { } missing) return missing;
        if (sent.Text("name") is not { } name) return GraphErrors.MissingField("template['name']");
        if (!sent.TryMember("language", out var language) || language.Text("code") is not { } code) return GraphErrors.MissingField("template['language']['code']");
        return context.Number.Account.Templates.Find(name, code) is { } template
            ? Usable(template) ?? Parameters(sent, template, context)
            : Unknown(name, code);
    }

    private static GraphError? Usable(Template template) => template.Status switch
    {
        "APPROVED" => null,
        "PAUSED" => GraphErrors.Of(132015),
        "DISABLED" => GraphErrors.Of(132016),
        _ => Unknown(template.Name, template.Language),
    };

    private static GraphError Unknown(string name, string code) => GraphErrors.Of(132001, $"template name ({name}) does not exist in {code}");

    private static GraphError? Parameters(JsonElement sent, Template template, SendContext context) =>
        Texts(sent, template, "header") ?? HeaderMedia(sent, template, context) ?? Texts(sent, template, "body") ?? ButtonParameters(sent, template);

    private static GraphError? Texts(JsonElement sent, Template template, string part)
    {
        var expected = Placeholders.In(template.Component(part)?.Text("text"));
        var given = Component(sent, part)?.Items("parameters") ?? [];
        if (part == "header" && IsMedia(template)) return null;
        // Authentication templates have a fixed body with the code as its one parameter.
        var count = part == "body" && template.Category == "AUTHENTICATION" ? 1 : expected.Count;
        if (given.Count != count) return GraphErrors.Of(132000, $"{part}: number of localizable_params ({given.Count}) does not match the expected number of params ({count})");
        if (template.Named && expected.Except(given.Select(p => p.Text("parameter_name") ?? "")).FirstOrDefault() is { } absent)
            return GraphErrors.Invalid($"Parameter name is missing or empty: {absent}");
        return given.Select(p => Value(p, part)).FirstOrDefault(e => e is not null);
    }

    private static GraphError? Value(JsonElement parameter, string part) => parameter.Text("type") switch
    {
        "text" when parameter.Text("text") is { Length: > 0 } => null,
        "text" => GraphErrors.MissingField($"{part} parameter text"),
        "currency" when parameter.TryMember("currency", out var currency) && currency.Text("fallback_value") is not null => null,
        "date_time" when parameter.TryMember("date_time", out var date) && date.Text("fallback_value") is not null => null,
        var type => GraphErrors.Of(132012, $"{part}: parameter of type {type ?? "(none)"} does not fit the template"),
    };

    private static bool IsMedia(Template template) =>
        template.Component("header")?.Text("format")?.ToUpperInvariant() is "IMAGE" or "VIDEO" or "DOCUMENT" or "LOCATION" or "GIF";

    private static GraphError? HeaderMedia(JsonElement sent, Template template, SendContext context)
    {
        if (!IsMedia(template)) return null;
        var format = template.Component("header")!.Value.Text("format")!.ToLowerInvariant();
        var given = Component(sent, "header")?.Items("parameters") ?? [];
        if (given.Count != 1) return GraphErrors.Of(132012, $"header: Format mismatch, expected {format.ToUpperInvariant()}, received UNKNOWN");
        if (given[0].Text("type") != format) return GraphErrors.Of(132012, $"header: Format mismatch, expected {format.ToUpperInvariant()}");
        return format == "location" ? null : MediaRules.Check(given[0], format, "header", context);
    }

    private static GraphError? ButtonParameters(JsonElement sent, Template template)
    {
        var buttons = template.Component("buttons")?.Items("buttons") ?? [];
        for (var i = 0; i < buttons.Count; i++)
            if (NeedsSuffix(buttons[i]) && !HasButton(sent, i)) return GraphErrors.MissingField($"buttons: Button at index {i} of type Url requires a parameter");
        var beyond = sent.Items("components").FirstOrDefault(c => IsButton(c) && IndexOf(c) >= Math.Max(buttons.Count, template.Category == "AUTHENTICATION" ? 1 : 0));
        return beyond.ValueKind == JsonValueKind.Object ? GraphErrors.Of(132012, $"buttons: the template has no button at index {IndexOf(beyond)}") : null;
    }

    private static bool NeedsSuffix(JsonElement button) =>
        string.Equals(button.Text("type"), "URL", StringComparison.OrdinalIgnoreCase) && Placeholders.In(button.Text("url")).Count > 0;

    private static bool HasButton(JsonElement sent, int index) => sent.Items("components").Any(c => IsButton(c) && IndexOf(c) == index);

    private static bool IsButton(JsonElement component) => string.Equals(component.Text("type"), "button", StringComparison.OrdinalIgnoreCase);

    private static int IndexOf(JsonElement component) => int.TryParse(component.Text("index"), out var index) ? index : 0;

    private static JsonElement? Component(JsonElement sent, string type)
    {
        foreach (var component in sent.Items("components"))
            if (string.Equals(component.Text("type"), type, StringComparison.OrdinalIgnoreCase)) return component;
        return null;
    }
}
