namespace OrleansWa.CloudApiEmulator.Phones;

/// <summary>One message kept by a phone: a business message that arrived, or one the patient wrote.</summary>
internal sealed class ChatLine
{
    public required string Id { get; init; }

    public required string Type { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary>The business message; null when the patient wrote this line.</summary>
    public AcceptedMessage? Sent { get; init; }

    /// <summary>JSON of what the patient wrote.</summary>
    public byte[]? Written { get; init; }

    /// <summary>Staff wrote it on the number's own handset.</summary>
    public bool ByStaff { get; init; }

    public bool ReadByBusiness { get; set; }

    public byte[]? Content => Sent is null ? Written : Sent.Body;
}
