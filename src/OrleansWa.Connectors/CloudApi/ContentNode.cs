using System.Globalization;
using System.Text.Json;
using OrleansWa.Contracts;

namespace OrleansWa.Connectors.CloudApi;

/// <summary>One place in a message's content: its JSON, its path for people, and where its errors go.</summary>
internal readonly struct ContentNode(JsonElement json, string path, List<FieldError> errors)
{
    /// <summary>Whether there is a value; null counts as none.</summary>
    public bool Exists => json.ValueKind is not (JsonValueKind.Undefined or JsonValueKind.Null);

    /// <summary>Whether the value is an object.</summary>
    public bool IsObject => json.ValueKind == JsonValueKind.Object;

    /// <summary>The text; null when this is no text.</summary>
    public string? TextValue => json.ValueKind == JsonValueKind.String ? json.GetString() : null;

    /// <summary>The number, written as number or as text; null when it is neither.</summary>
    public double? NumberValue =>
        double.TryParse(json.AsText(), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number)
            ? number
            : null;

    /// <summary>A member of this object; it need not exist.</summary>
    public ContentNode this[string name] => new(
        json.ValueKind == JsonValueKind.Object && json.TryGetProperty(name, out var member) ? member : default, $"{path}.{name}", errors);

    /// <summary>Says what is wrong here, and what to do.</summary>
    public void Fail(string message) => errors.Add(new FieldError(path, message));

    /// <summary>Demands an object; false when it is none.</summary>
    public bool RequireObject()
    {
        if (!IsObject)
        {
            Fail(Exists ? "must be an object." : "is required; add it.");
        }

        return IsObject;
    }

    /// <summary>Demands a text that is not blank and not longer than this; null when it is missing or of another kind.</summary>
    public string? RequireText(int lengthMax)
    {
        if (!Exists || (TextValue is { } text && string.IsNullOrWhiteSpace(text)))
        {
            Fail("is required and must not be blank; give it a text.");
            return null;
        }

        return AllowText(lengthMax);
    }

    /// <summary>Allows a text not longer than this, or nothing.</summary>
    public string? AllowText(int lengthMax)
    {
        if (!Exists)
        {
            return null;
        }

        if (TextValue is not { } text)
        {
            Fail("must be a text; put it in quotes.");
            return null;
        }

        if (text.Length > lengthMax)
        {
            Fail($"has {text.Length} characters; shorten it to at most {lengthMax}.");
        }

        return text;
    }

    /// <summary>Allows true, false or nothing.</summary>
    public void AllowBoolean()
    {
        if (Exists && json.ValueKind is not (JsonValueKind.True or JsonValueKind.False))
        {
            Fail("must be true or false, without quotes.");
        }
    }

    /// <summary>Demands one of these words.</summary>
    public string? RequireWord(params ReadOnlySpan<string> words)
    {
        var word = RequireText(int.MaxValue);
        if (word is null || words.Contains(word))
        {
            return word;
        }

        Fail($"is not supported; use {string.Join(" or ", words!)}.");
        return null;
    }

    /// <summary>Demands an array of this many items; empty when it is none. With too many items only the allowed ones are given.</summary>
    public List<ContentNode> RequireItems(int countMin, int countMax)
    {
        if (json.ValueKind != JsonValueKind.Array)
        {
            Fail(Exists ? "must be an array." : "is required; add it.");
            return [];
        }

        var count = json.GetArrayLength();
        if (count < countMin || count > countMax)
        {
            Fail($"has {count} items; give {countMin} to {countMax}.");
        }

        return ItemsUpTo(countMax);
    }

    /// <summary>Allows an array of at most this many items, or nothing.</summary>
    public List<ContentNode> AllowItems(int countMax) => Exists ? RequireItems(0, countMax) : [];

    private List<ContentNode> ItemsUpTo(int countMax)
    {
        var items = new List<ContentNode>();
        foreach (var item in json.EnumerateArray())
        {
            if (items.Count == countMax)
            {
                break;
            }

            items.Add(new ContentNode(item, $"{path}[{items.Count}]", errors));
        }

        return items;
    }
}
