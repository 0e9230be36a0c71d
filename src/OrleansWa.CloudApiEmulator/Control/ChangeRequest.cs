using System.Text.Json;

namespace OrleansWa.CloudApiEmulator.Control;

/// <summary>Body of <c>POST /_emu/changes</c>: a webhook change of any field.</summary>
internal sealed record ChangeRequest(string BusinessAccountId, string Field, JsonElement Value);
