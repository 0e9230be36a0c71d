using System.Collections.Immutable;
using System.Text;
using OrleansWa.Contracts;
using OrleansWa.Contracts.Management;
using OrleansWa.Contracts.State;

namespace OrleansWa.Grains.Management;

/// <inheritdoc cref="IGrainBrowserGrain"/>
[GrainType("wa.grain-browser"), StatelessWorker(2), Reentrant]
internal sealed class GrainBrowserGrain(IStateCatalog catalog, IActivations activations) : Grain, IGrainBrowserGrain
{
    public async Task<ImmutableArray<string>> Types(CancellationToken ct)
    {
        IReadOnlyList<string> stored = catalog.Unavailable is null ? await catalog.Types(ct) : [];
        return [.. GrainTypeNames.WithState.Union(stored, StringComparer.Ordinal).Order(StringComparer.Ordinal)];
    }

    public async Task<Page<GrainRow>> List(ListGrains request, CancellationToken ct)
    {
        if (catalog.Unavailable is { } why)
        {
            throw ProblemException.Conflict("grain_state_elsewhere", why);
        }

        var types = await Types(ct);
        if (request.Type is not null && !types.Contains(request.Type))
        {
            throw UnknownType(ProblemKind.Invalid, request.Type, types);
        }

        // One more than asked for, to know whether there is a next page.
        var after = GrainCursor.Of(request);
        var grains = await Read(request, types, after, ct);
        var shown = grains.Take(request.Page.Limit).ToList();
        var next = grains.Count > shown.Count ? Cursor(shown[^1][0].Key).ToString() : null;
        return new Page<GrainRow>(await Rows(shown, ct), next);
    }

    public async Task<GrainDetails> Get(GrainName grain, CancellationToken ct)
    {
        var types = await Types(ct);
        if (!types.Contains(grain.Type))
        {
            throw UnknownType(ProblemKind.NotFound, grain.Type, types);
        }

        // A type that only older or newer programs know has no activations here.
        var activation = GrainTypeNames.WithState.Contains(grain.Type) ? await activations.Find(IdOf(grain), ct) : null;
        IReadOnlyList<StoredState> states = catalog.Unavailable is null ? await catalog.Of(grain.Type, grain.Key, ct) : [];
        return activation is null && states.Count == 0 && catalog.Unavailable is null
            ? throw new ProblemException(
                ProblemKind.NotFound, "grain_not_found", "Nothing is stored of this grain and it is not active. Its key is given as the list shows it.", [new FieldError("key", "No such grain.")])
            : new GrainDetails(grain, activation, [.. states.Select(View)], catalog.Unavailable);
    }

    public async Task<bool> Deactivate(GrainName grain, CancellationToken ct)
    {
        if (!GrainTypeNames.WithState.Contains(grain.Type))
        {
            throw UnknownType(ProblemKind.NotFound, grain.Type, [.. GrainTypeNames.WithState.Order(StringComparer.Ordinal)]);
        }

        return await activations.Deactivate(IdOf(grain), ct);
    }

    // A read per grain type, of which there are few; each is a range of the primary key.
    private async Task<List<List<StateEntry>>> Read(ListGrains request, ImmutableArray<string> types, GrainCursor? after, CancellationToken ct)
    {
        var wanted = request.Page.Limit + 1;
        var grains = new List<List<StateEntry>>();
        foreach (var type in types.Where(type => (request.Type ?? type) == type && string.CompareOrdinal(type, after?.Type) >= 0))
        {
            var entries = await catalog.List(type, request.Prefix, type == after?.Type ? after.Key : null, wanted - grains.Count, ct);
            grains.AddRange(entries.GroupBy(entry => entry.Key.GrainKey, StringComparer.Ordinal).Select(states => states.ToList()));
            if (grains.Count >= wanted)
            {
                break;
            }
        }

        return grains;
    }

    private async Task<ImmutableArray<GrainRow>> Rows(List<List<StateEntry>> grains, CancellationToken ct)
    {
        var known = grains.Select(states => states[0].Key).Where(key => GrainTypeNames.WithState.Contains(key.GrainType)).ToList();
        var answers = await activations.AreActive([.. known.Select(key => GrainId.Create(key.GrainType, key.GrainKey))], ct);
        var active = known.Where((_, index) => answers[index]).Select(Cursor).ToHashSet();
        return [.. from states in grains from entry in states select Row(entry, active.Contains(Cursor(entry.Key)))];
    }

    private static GrainRow Row(StateEntry entry, bool isActive) => new(
        new GrainName(entry.Key.GrainType, entry.Key.GrainKey), entry.Key.Name, entry.Schema, entry.Version, entry.WrittenAt, entry.Bytes, isActive);

    private static GrainStateView View(StoredState state) => new(
        state.Key.Name, state.Schema, state.Version, state.WrittenAt, Encoding.UTF8.GetByteCount(state.Json), StateRedactionRules.Redact(state.Json));

    private static GrainCursor Cursor(StateKey key) => new(key.GrainType, key.GrainKey);

    private static GrainId IdOf(GrainName grain) => GrainId.Create(grain.Type, grain.Key);

    private static ProblemException UnknownType(ProblemKind kind, string type, IEnumerable<string> types)
    {
        var remedy = $"There is no grain type of this name that keeps state. Use one of {string.Join(", ", types)}.";
        return new ProblemException(kind, "grain_type_unknown", $"type: {remedy}", [new FieldError("type", remedy)]);
    }
}
