namespace OrleansWa.CloudApiEmulator.Control;

/// <summary>Body of <c>POST /_emu/phones/{waId}/marketing</c>.</summary>
internal sealed record MarketingRequest(string PhoneNumberId, bool Stopped);
