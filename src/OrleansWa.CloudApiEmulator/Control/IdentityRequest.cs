namespace OrleansWa.CloudApiEmulator.Control;

/// <summary>Body of <c>POST /_emu/phones/{waId}/number</c> and <c>POST /_emu/phones/{waId}/user-id</c>.</summary>
internal sealed record IdentityRequest(string? PhoneNumberId, string? Number, string? UserId);
