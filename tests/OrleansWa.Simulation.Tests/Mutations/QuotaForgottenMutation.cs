using System.Text.Json.Nodes;
using OrleansWa.Contracts.State;

namespace OrleansWa.Simulation.Tests.Mutations;

/// <summary>A fault: a day that is not the stored one begins with a new quota, also when the clock went back to it.</summary>
internal sealed class QuotaForgottenMutation(IStateStore inner, Func<DateTimeOffset> clock) : IStateStore
{
    private static readonly TimeZoneInfo Zone = TimeZoneInfo.FindSystemTimeZoneById("America/Sao_Paulo");

    public async ValueTask<StoredState?> Read(StateKey key, CancellationToken ct = default) =>
        await inner.Read(key, ct) is { } stored ? stored with { Json = Forget(stored.Json) } : null;

    public ValueTask<long> Write(StateKey key, long expectedVersion, int schema, string json, CancellationToken ct = default) =>
        inner.Write(key, expectedVersion, schema, json, ct);

    public ValueTask Clear(StateKey key, long expectedVersion, CancellationToken ct = default) => inner.Clear(key, expectedVersion, ct);

    public ValueTask<IReadOnlyList<StoredState>> List(string grainType, string keyPrefix, string? afterKey, int limit, CancellationToken ct = default) =>
        inner.List(grainType, keyPrefix, afterKey, limit, ct);

    private string Forget(string json)
    {
        var state = JsonNode.Parse(json)!;
        var today = TimeZoneInfo.ConvertTime(clock(), Zone).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
        if (state["quota"]?["day"]?.GetValue<string>() is { } day && string.CompareOrdinal(today, day) < 0)
        {
            state["quota"]!["day"] = null;
            state["quota"]!["reserved"] = 0;
        }

        return state.ToJsonString();
    }
}
