using System.Collections.Immutable;
using System.Text.Json;
using OrleansWa.Contracts;

namespace OrleansWa.Grains.Flows;

/// <summary>Reads members of one JSON object and collects, with its position, each that has the wrong shape.</summary>
internal sealed class JsonObjectReader
{
    private readonly JsonElement? _element;
    private readonly string _path;
    private readonly List<FieldError> _errors;

    /// <summary>Reads from an element; null reads as an object without members.</summary>
    public JsonObjectReader(JsonElement? element, string path, List<FieldError> errors)
    {
        (_path, _errors) = (path, errors);
        _element = element is { ValueKind: JsonValueKind.Object } ? element : null;
        if (element is { ValueKind: not JsonValueKind.Object })
        {
            _errors.Add(new FieldError(path, "Must be an object."));
        }
    }

    /// <summary>Position of a member.</summary>
    public string At(string name) => $"{_path}.{name}";

    /// <summary>A text; a number or a truth value counts as its text. Null when it is missing.</summary>
    public string? Text(string name, bool required = false)
    {
        var member = Member(name);
        if (member is null && required && _element is not null)
        {
            _errors.Add(new FieldError(At(name), "Is missing."));
        }

        return member is null ? null : TextOf(member.Value, At(name));
    }

    /// <summary>Texts of an array; empty when it is missing.</summary>
    public ImmutableArray<string> Texts(string name)
    {
        if (Member(name) is not { } member)
        {
            return [];
        }

        if (member.ValueKind == JsonValueKind.Array)
        {
            return [.. member.EnumerateArray().Select((item, index) => TextOf(item, $"{At(name)}[{index}]")).OfType<string>()];
        }

        _errors.Add(new FieldError(At(name), "Must be an array of texts."));
        return [];
    }

    /// <summary>An object; null when it is missing.</summary>
    public JsonElement? Object(string name)
    {
        if (Member(name) is not { } member)
        {
            return null;
        }

        if (member.ValueKind == JsonValueKind.Object)
        {
            return member;
        }

        _errors.Add(new FieldError(At(name), "Must be an object."));
        return null;
    }

    /// <summary>Adds an error of the caller's own.</summary>
    public void Refuse(string name, string message) => _errors.Add(new FieldError(At(name), message));

    // In JSON that editors write, null is the same as not there.
    private JsonElement? Member(string name) =>
        _element is { } element && element.TryGetProperty(name, out var member) && member.ValueKind != JsonValueKind.Null ? member : null;

    private string? TextOf(JsonElement element, string path)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.String:
                return element.GetString();
            case JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False:
                return element.GetRawText();
            default:
                _errors.Add(new FieldError(path, "Must be a text."));
                return null;
        }
    }
}
