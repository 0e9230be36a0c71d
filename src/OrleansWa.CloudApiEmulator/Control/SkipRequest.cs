namespace OrleansWa.CloudApiEmulator.Control;

/// <summary>Body of <c>POST /_emu/clock/skip</c>.</summary>
internal sealed record SkipRequest(double Seconds);
