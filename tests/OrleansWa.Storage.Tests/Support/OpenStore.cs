namespace OrleansWa.Storage.Tests.Support;

/// <summary>An open store of any engine and what must go when the test ends.</summary>
public sealed record OpenStore(StorePorts Ports, IAsyncDisposable Resources);
