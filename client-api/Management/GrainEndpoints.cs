using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using OrleansWa.ClientApi.Json;
using OrleansWa.ClientApi.Security;
using OrleansWa.Contracts;
using OrleansWa.Contracts.Management;

namespace OrleansWa.ClientApi.Management;

/// <summary>Grains with their state and activations, for whoever runs the platform.</summary>
internal static class GrainEndpoints
{
    private const int TextLengthMax = 512;
    private const string Deactivation = "/deactivate";

    public static void MapGrains(this RouteGroupBuilder management)
    {
        management.MapGet("/grain-types", Types).Allows(Operation.GrainsRead).WithTags("Grains").WithSummary("Lists the types of grains that keep state.");
        var grains = management.MapGroup("/grains").WithTags("Grains");
        grains.MapGet("", List).Allows(Operation.GrainsRead).WithSummary("Lists stored grain states by type and key.").WithDescription(
            "Of one grain type with ?type=, of keys that start with ?prefix=. The limit counts grains; one with several states has a row for each. "
            + "409 grain_state_elsewhere where the grains' state is kept in tables that are not this product's.");
        grains.MapGet("/{type}/{**key}", Get).Allows(Operation.GrainsRead).WithSummary("Reads a grain: its activation and its stored states.")
            .WithDescription("The key's slashes may be written as they are or as %2F. Secrets are hidden, encrypted or not. Looking does not activate it.");
        grains.MapPost("/{type}/{key}/deactivate", Deactivate).Allows(Operation.GrainsDeactivate)
            .WithSummary("Deactivates a grain after its present turn: 202; 204 when it was not active.")
            .WithDescription("Its state stays, and the next call activates it again. The key's slashes may be written as they are or as %2F.");
        // The same with the key's slashes as they are, which no pattern can say.
        grains.MapPost("/{type}/{**keyAndDeactivate}", DeactivateUnescaped).Allows(Operation.GrainsDeactivate).ExcludeFromDescription();
    }

    private static async Task<Ok<GrainTypesResponse>> Types(IGrainFactory grains, CancellationToken ct) =>
        TypedResults.Ok(new GrainTypesResponse([.. await Browser(grains).Types(ct)]));

    private static async Task<Ok<ListResponse<GrainRowResponse>>> List(
        [FromQuery] string? type, [FromQuery] string? prefix, [AsParameters] PageQuery query, IGrainFactory grains, CancellationToken ct)
    {
        var page = query.ToRequest();
        var check = new BodyCheck();
        check.Optional("type", type, TextLengthMax);
        check.Optional("prefix", prefix, TextLengthMax);
        check.ThrowIfInvalid();
        var request = new ListGrains(string.IsNullOrEmpty(type) ? null : type, prefix ?? "", page);
        return TypedResults.Ok((await Browser(grains).List(request, ct)).ToResponse(GrainRowResponse.From));
    }

    private static async Task<Ok<GrainResponse>> Get(string type, string key, IGrainFactory grains, CancellationToken ct) =>
        TypedResults.Ok(GrainResponse.From(await Browser(grains).Get(Name(type, key), ct)));

    private static async Task<Results<Accepted<DeactivationResponse>, NoContent>> Deactivate(
        string type, string key, HttpContext http, IGrainFactory grains, ILoggerFactory loggers)
    {
        var grain = Name(type, key);
        if (!await Browser(grains).Deactivate(grain))
        {
            return TypedResults.NoContent();
        }

        loggers.CreateLogger(typeof(GrainEndpoints)).LogInformation(
            "Grain {GrainType} {GrainKey} was asked to deactivate by key {KeyId}", grain.Type, grain.Key, http.FindCaller()?.KeyId);
        return TypedResults.Accepted((string?)null, DeactivationResponse.Of(grain));
    }

    private static Task<Results<Accepted<DeactivationResponse>, NoContent>> DeactivateUnescaped(
        string type, string keyAndDeactivate, HttpContext http, IGrainFactory grains, ILoggerFactory loggers)
    {
        var rest = Unescaped(keyAndDeactivate);
        return rest.EndsWith(Deactivation, StringComparison.Ordinal)
            ? Deactivate(type, rest[..^Deactivation.Length], http, grains, loggers)
            : throw new ProblemException(ProblemKind.NotFound, "route_not_found", "A grain can be asked to deactivate: POST …/grains/{type}/{key}/deactivate. The API is described at /docs.");
    }

    // The server leaves %2F as it is, so that a slash in a key can be told from one between segments. No key holds a percent sign.
    private static string Unescaped(string key) => key.Replace("%2F", "/", StringComparison.OrdinalIgnoreCase);

    private static GrainName Name(string type, string key)
    {
        var check = new BodyCheck();
        check.Required("type", type, TextLengthMax);
        var name = check.Required("key", Unescaped(key), TextLengthMax);
        check.ThrowIfInvalid();
        return new GrainName(type, name);
    }

    private static IGrainBrowserGrain Browser(IGrainFactory grains) => grains.GetGrain<IGrainBrowserGrain>(GrainKeys.Platform("grains"));
}
