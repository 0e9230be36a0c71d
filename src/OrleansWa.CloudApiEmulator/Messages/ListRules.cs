using System.Text.Json;
using OrleansWa.CloudApiEmulator.Graph;

namespace OrleansWa.CloudApiEmulator.Messages;

/// <summary>Rules of lists: up to 10 sections and 10 rows in total, titled sections when there are several.</summary>
internal static class ListRules
{
    private const int RowsMax = 10;

    public static GraphError? Check(JsonElement action)
    {
        var wrong = Length(action, "button", "button", 20, required: true) ?? Field.Count(action, "sections", "action['sections']", 1, 10);
        if (wrong is not null) return wrong;
        var sections = action.Items("sections");
        foreach (var section in sections)
            if (Section(section, titled: sections.Count > 1) is { } error) return error;
        var rows = sections.SelectMany(s => s.Items("rows")).ToList();
        if (rows.Count > RowsMax) return GraphErrors.BadValue($"Total row count exceed max allowed count: {RowsMax}");
        return Field.Unique(rows.Select(r => r.Text("id")), "row id");
    }

    private static GraphError? Section(JsonElement section, bool titled)
    {
        var wrong = Length(section, "title", "section title", 24, required: titled) ?? Field.Count(section, "rows", "section rows", 1, RowsMax);
        if (wrong is not null) return wrong;
        foreach (var row in section.Items("rows"))
            if (Row(row) is { } error) return error;
        return null;
    }

    private static GraphError? Row(JsonElement row) =>
        Length(row, "id", "row id", 200, required: true)
        ?? Length(row, "title", "row title", 24, required: true)
        ?? Length(row, "description", "row description", 72, required: false);

    private static GraphError? Length(JsonElement parent, string name, string what, int max, bool required)
    {
        if (parent.Text(name) is not { } text) return required ? GraphErrors.MissingField(what) : null;
        var min = required ? 1 : 0;
        return text.Length >= min && text.Length <= max ? null : GraphErrors.BadValue($"The {what} length is invalid. Min length: {min}, Max length: {max}");
    }
}
