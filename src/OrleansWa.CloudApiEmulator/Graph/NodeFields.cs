using System.Text.Json;

namespace OrleansWa.CloudApiEmulator.Graph;

/// <summary>The <c>fields</c> parameter of a Graph read: which members to write, with the id always among them.</summary>
internal sealed class NodeFields
{
    private readonly HashSet<string> _names;

    public NodeFields(string requested, params string[] defaults)
    {
        var names = requested.Length == 0 ? defaults : requested.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        _names = new HashSet<string>(names, StringComparer.Ordinal) { "id" };
    }

    public bool Wants(string name) => _names.Contains(name);

    public void String(Utf8JsonWriter w, string name, string? value)
    {
        if (Wants(name)) w.WriteString(name, value);
    }

    public void Flag(Utf8JsonWriter w, string name, bool value)
    {
        if (Wants(name)) w.WriteBoolean(name, value);
    }
}
