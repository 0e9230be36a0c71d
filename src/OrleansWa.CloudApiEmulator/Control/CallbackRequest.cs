namespace OrleansWa.CloudApiEmulator.Control;

/// <summary>Body of <c>POST /_emu/apps/{appId}/callback</c>.</summary>
internal sealed record CallbackRequest(string Url, string VerifyToken);
