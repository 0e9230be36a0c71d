namespace OrleansWa.CloudApiEmulator.Control;

/// <summary>Body of <c>PUT /_emu/templates/{wabaId}/{templateId}</c>.</summary>
internal sealed record TemplateStatusRequest(string Status, string? Reason);
