using System.Text;
using System.Text.Json.Serialization;

namespace OrleansWa.CloudApiEmulator;

/// <summary>One attempt to deliver a webhook.</summary>
public sealed record WebhookAttempt
{
    /// <summary>Number of the webhook; its retries and replays share it.</summary>
    public required long Id { get; init; }

    /// <summary>App whose copy it was.</summary>
    public required string AppId { get; init; }

    /// <summary>Where it went.</summary>
    public required string Url { get; init; }

    /// <summary>1 for the first try.</summary>
    public required int Attempt { get; init; }

    /// <summary>When the attempt ended.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>HTTP status of the answer; null when there was none.</summary>
    public int? StatusCode { get; init; }

    /// <summary>Why there was no answer, for example a refused connection.</summary>
    public string? Error { get; init; }

    /// <summary>When it is tried again; null when it was accepted or given up.</summary>
    public DateTimeOffset? RetryAt { get; init; }

    /// <summary>The signature header as sent; null when it was left out.</summary>
    public string? Signature { get; init; }

    /// <summary>Whether the callback answered 200.</summary>
    public bool Accepted => StatusCode == 200;

    /// <summary>The body as sent.</summary>
    public string Body => Encoding.UTF8.GetString(Bytes);

    /// <summary>The exact bytes of the body.</summary>
    [JsonIgnore]
    internal byte[] Bytes { get; init; } = [];
}
