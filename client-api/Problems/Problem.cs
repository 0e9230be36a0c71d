using System.Text.Json.Serialization;

namespace OrleansWa.ClientApi.Problems;

/// <summary>An error, as RFC 9457 describes it.</summary>
/// <param name="Type">Identifies the kind of problem; the same for the same <paramref name="Code"/>.</param>
/// <param name="Title">The HTTP status in words.</param>
/// <param name="Status">The HTTP status.</param>
/// <param name="Detail">What happened and what to do about it.</param>
/// <param name="Instance">Path of the request.</param>
/// <param name="TraceId">Finds the request in the logs.</param>
/// <param name="Code">Stable word to branch on, e.g. <c>channel_not_found</c>.</param>
/// <param name="Errors">What is wrong, by field of the body; absent when no single field is.</param>
public sealed record Problem(
    string Type,
    string Title,
    int Status,
    string Detail,
    string Instance,
    string TraceId,
    string Code,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyDictionary<string, string[]>? Errors);
