using System.Collections.Immutable;

namespace OrleansWa.Contracts.Management;

/// <summary>
/// Looks at grains that keep state: what is stored of them, and whether they are in memory. For platform admins; stateless worker,
/// key <c>_platform/grains</c>.
/// </summary>
[Alias("wa.grain-browser")]
public interface IGrainBrowserGrain : IGrainWithStringKey
{
    /// <summary>Grain types that keep state, in ordinal order: those of this program, and those that older or newer ones have stored.</summary>
    [Alias("types")]
    Task<ImmutableArray<string>> Types(CancellationToken ct = default);

    /// <summary>Stored states by type and key; a grain's states are never torn between two pages. <c>grain_type_unknown</c> and <c>cursor_invalid</c> (400), <c>grain_state_elsewhere</c> (409).</summary>
    [Alias("list")]
    Task<Page<GrainRow>> List(ListGrains request, CancellationToken ct = default);

    /// <summary>One grain with its states, secrets hidden; <c>grain_type_unknown</c> and <c>grain_not_found</c> (404).</summary>
    [Alias("get")]
    Task<GrainDetails> Get(GrainName grain, CancellationToken ct = default);

    /// <summary>Asks its activation to go after its present turn; false when it was not active. <c>grain_type_unknown</c> (404).</summary>
    [Alias("deactivate")]
    Task<bool> Deactivate(GrainName grain, CancellationToken ct = default);
}
