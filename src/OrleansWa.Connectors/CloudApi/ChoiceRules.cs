namespace OrleansWa.Connectors.CloudApi;

/// <summary>Limits of reply buttons and lists (reference 3.3).</summary>
internal static class ChoiceRules
{
    private const int ButtonsMax = 3;
    private const int ButtonIdLengthMax = 256;
    private const int ButtonTitleLengthMax = 20;
    private const int SectionsMax = 10;
    private const int RowsMax = 10;
    private const int RowIdLengthMax = 200;
    private const int RowTitleLengthMax = 24;
    private const int RowDescriptionLengthMax = 72;

    /// <summary>Checks the action of type <c>button</c>.</summary>
    public static void CheckButtons(ContentNode action)
    {
        var ids = new HashSet<string>(StringComparer.Ordinal);
        var titles = new HashSet<string>(StringComparer.Ordinal);
        foreach (var button in action["buttons"].RequireItems(1, ButtonsMax))
        {
            if (button.RequireObject() && button["type"].RequireWord("reply") is not null && button["reply"].RequireObject())
            {
                RequireUnique(button["reply"]["id"], ButtonIdLengthMax, ids);
                RequireUnique(button["reply"]["title"], ButtonTitleLengthMax, titles);
            }
        }
    }

    /// <summary>Checks the action of type <c>list</c>: ten rows over all sections.</summary>
    public static void CheckList(ContentNode action)
    {
        action["button"].RequireText(ButtonTitleLengthMax);
        var sections = action["sections"].RequireItems(1, SectionsMax);
        var ids = new HashSet<string>(StringComparer.Ordinal);
        var rows = 0;
        foreach (var section in sections)
        {
            rows += CheckSection(section, sections.Count > 1, ids);
        }

        if (rows > RowsMax)
        {
            action["sections"].Fail($"have {rows} rows in total; give at most {RowsMax}.");
        }
    }

    private static int CheckSection(ContentNode section, bool titleRequired, HashSet<string> ids)
    {
        if (!section.RequireObject())
        {
            return 0;
        }

        _ = titleRequired ? section["title"].RequireText(RowTitleLengthMax) : section["title"].AllowText(RowTitleLengthMax);
        var rows = section["rows"].RequireItems(1, RowsMax);
        foreach (var row in rows)
        {
            CheckRow(row, ids);
        }

        return rows.Count;
    }

    private static void CheckRow(ContentNode row, HashSet<string> ids)
    {
        if (row.RequireObject())
        {
            RequireUnique(row["id"], RowIdLengthMax, ids);
            row["title"].RequireText(RowTitleLengthMax);
            row["description"].AllowText(RowDescriptionLengthMax);
        }
    }

    private static void RequireUnique(ContentNode node, int lengthMax, HashSet<string> seen)
    {
        if (node.RequireText(lengthMax) is { } text && !seen.Add(text))
        {
            node.Fail("repeats an earlier one; make it unique.");
        }
    }
}
