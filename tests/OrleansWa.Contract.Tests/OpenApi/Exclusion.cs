namespace OrleansWa.Contract.Tests.OpenApi;

/// <summary>An example or call of Meta's file that the emulator does not take, and why that is right.</summary>
internal sealed record Exclusion(string Name, string Reason);
