using System.Text;
using System.Text.Json.Serialization;

namespace OrleansWa.CloudApiEmulator;

/// <summary>A Graph call as it came in, with what it was answered.</summary>
public sealed record RecordedRequest
{
    /// <summary>When it came.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>HTTP method.</summary>
    public required string Method { get; init; }

    /// <summary>Path without the query (which may hold a token).</summary>
    public required string Path { get; init; }

    /// <summary>HTTP status answered; 0 when the connection was broken on purpose.</summary>
    public required int Status { get; init; }

    /// <summary>Meta's error code, when it failed.</summary>
    public int? ErrorCode { get; init; }

    /// <summary>The request's body; empty for uploads.</summary>
    public string Body => Encoding.UTF8.GetString(RequestBytes.Span);

    /// <summary>The answer's body.</summary>
    public string Answer => Encoding.UTF8.GetString(AnswerBytes.Span);

    [JsonIgnore]
    internal ReadOnlyMemory<byte> RequestBytes { get; init; }

    [JsonIgnore]
    internal ReadOnlyMemory<byte> AnswerBytes { get; init; }
}
