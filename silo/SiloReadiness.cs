using OrleansWa.Contracts;

namespace OrleansWa.Silo;

/// <inheritdoc cref="IReadiness"/>
internal sealed class SiloReadiness : IReadiness
{
    private volatile string _reason = "The silo is starting.";

    public bool IsReady => _reason.Length == 0;

    public string Reason => _reason;

    /// <summary>Says what is being waited for; empty for ready.</summary>
    public void Say(string reason) => _reason = reason;
}
