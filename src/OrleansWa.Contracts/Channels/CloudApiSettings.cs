namespace OrleansWa.Contracts.Channels;

/// <summary>Settings of a channel on Meta's Cloud API.</summary>
/// <param name="PhoneNumberId">Meta's id of the number; not the phone number.</param>
/// <param name="BusinessAccountId">The WhatsApp Business Account (WABA) that owns the number.</param>
[GenerateSerializer, Immutable, Alias("wa.channel.cloud-api.v1")]
public sealed record CloudApiSettings([property: Id(0)] string PhoneNumberId, [property: Id(1)] string BusinessAccountId);
