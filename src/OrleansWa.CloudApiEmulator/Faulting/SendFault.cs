namespace OrleansWa.CloudApiEmulator;

/// <summary>A fault armed for the next sends that match it.</summary>
public sealed record SendFault
{
    /// <summary>What goes wrong. Default <see cref="SendFaultKind.Error"/>.</summary>
    public SendFaultKind Kind { get; init; } = SendFaultKind.Error;

    /// <summary>Meta's error code, for the two error kinds. Default 131000.</summary>
    public int Code { get; init; } = 131000;

    /// <summary>HTTP status instead of the code's own; for <see cref="SendFaultKind.Html"/> the gateway's. Default: the code's own, or 502.</summary>
    public int? HttpStatus { get; init; }

    /// <summary>How many sends it hits. Default 1; -1 until the faults are cleared.</summary>
    public int Count { get; init; } = 1;

    /// <summary>Share, 0 to 1, of matching sends that it hits. Default 1.</summary>
    public double Rate { get; init; } = 1;

    /// <summary>Only sends of this business number. Default: all.</summary>
    public string? PhoneNumberId { get; init; }

    /// <summary>Only sends to this recipient, as digits. Default: all.</summary>
    public string? To { get; init; }

    /// <summary>For <see cref="SendFaultKind.Slow"/>: how late, in milliseconds. Default 3,000.</summary>
    public int Milliseconds { get; init; } = 3_000;
}
