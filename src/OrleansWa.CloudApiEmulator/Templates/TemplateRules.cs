using System.Text.Json;
using System.Text.RegularExpressions;
using OrleansWa.CloudApiEmulator.Graph;
using OrleansWa.CloudApiEmulator.Messages;

namespace OrleansWa.CloudApiEmulator.Templates;

/// <summary>Rules of creating a template (fact sheet 3.12).</summary>
internal static partial class TemplateRules
{
    private static readonly string[] Categories = ["MARKETING", "UTILITY", "AUTHENTICATION"];

    public static GraphError? Check(JsonElement template)
    {
        if (template.Text("name") is not { } name) return GraphErrors.Missing("name");
        if (!NamePattern().IsMatch(name)) return GraphErrors.Invalid("The template name has only lower-case letters, digits and underscores, at most 512.");
        if (template.Text("language") is null) return GraphErrors.Missing("language");
        return Category(template) ?? Components(template);
    }

    public static GraphError? Components(JsonElement template)
    {
        if (Field.Count(template, "components", "components", 1, 10) is { } wrong) return wrong;
        foreach (var component in template.Items("components"))
            if (Component(component) is { } error) return error;
        return null;
    }

    public static GraphError? Category(JsonElement template) => template.Text("category") is not { } category
        ? GraphErrors.Missing("category")
        : Categories.Contains(category, StringComparer.OrdinalIgnoreCase) ? null : GraphErrors.Invalid($"Param category must be one of {{{string.Join(", ", Categories)}}}.");

    private static GraphError? Component(JsonElement component) => component.Text("type")?.ToUpperInvariant() switch
    {
        "HEADER" => TooLong(component, 60, 2388047, "header"),
        "BODY" => TooLong(component, 1024, 2388072, "body") ?? Edge(component),
        "FOOTER" => TooLong(component, 60, 2388073, "footer"),
        "BUTTONS" => Buttons(component),
        null => GraphErrors.Missing("components[]['type']"),
        _ => null,
    };

    private static GraphError? TooLong(JsonElement component, int max, int subcode, string what) =>
        component.Text("text") is { } text && text.Length > max
            ? GraphErrors.Invalid($"The {what} of a template has at most {max} characters.") with { Subcode = subcode }
            : null;

    private static GraphError? Edge(JsonElement body) =>
        body.Text("text") is { } text && Placeholders.AtEdge(text)
            ? GraphErrors.Invalid("The body can't begin or end with a parameter.") with { Subcode = 2388299 }
            : null;

    private static GraphError? Buttons(JsonElement component)
    {
        if (Field.Count(component, "buttons", "buttons", 1, 10) is { } wrong) return wrong;
        foreach (var button in component.Items("buttons"))
            if (Field.OptionalText(button, "text", "button text", 25) is { } error) return error;
        return null;
    }

    [GeneratedRegex("^[a-z0-9_]{1,512}$")]
    private static partial Regex NamePattern();
}
