using System.Text;
using System.Text.Json;

namespace OrleansWa.Contract.Tests.Support;

/// <summary>A webhook as it came over the wire.</summary>
internal sealed record ReceivedWebhook(string Path, byte[] Bytes, string? Signature)
{
    public string Text => Encoding.UTF8.GetString(Bytes);

    public JsonElement Json { get; } = JsonSerializer.Deserialize<JsonElement>(Bytes);

    /// <summary>All elements of an array (<c>messages</c>, <c>statuses</c>, <c>contacts</c>) over all entries and changes.</summary>
    public IReadOnlyList<JsonElement> All(string name) =>
    [
        .. Values().Where(v => v.TryGetProperty(name, out _)).SelectMany(v => v.GetProperty(name).EnumerateArray()),
    ];

    public IEnumerable<JsonElement> Changes() => Json.GetProperty("entry").EnumerateArray().SelectMany(e => e.GetProperty("changes").EnumerateArray());

    public IEnumerable<JsonElement> Values() => Changes().Select(c => c.GetProperty("value"));
}
