namespace OrleansWa.Contracts;

/// <summary>Whether the silo can serve: storage open and migrated, grains reachable. Liveness does not depend on it; readiness does.</summary>
public interface IReadiness
{
    /// <summary>True from the moment that requests can be served.</summary>
    bool IsReady { get; }

    /// <summary>What is being waited for, or what is wrong and the remedy; empty when ready.</summary>
    string Reason { get; }
}
