using System.Text.Json;
using System.Text.Json.Serialization;

namespace OrleansWa.CloudApiEmulator.Control;

/// <summary>The emulator's own routes, all under <c>/_emu</c>, where Graph can never have one.</summary>
internal static class ControlEndpoints
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
        Encoder = Webhooks.MetaJson.Relaxed,
    };

    public static void Map(WebApplication app)
    {
        var emulator = app.Services.GetRequiredService<CloudApiEmulator>();
        app.MapGet("/", RedirectToPage);
        app.MapGet("/_emu", PatientPage.Serve);
        WorldRoutes.Map(app, emulator);
        PhoneRoutes.Map(app, emulator);
        FaultRoutes.Map(app, emulator);
        InspectionRoutes.Map(app, emulator);
    }

    /// <summary>Maps a route whose handler returns what to write as JSON; null answers 404, and an <see cref="ArgumentException"/> 400.</summary>
    public static void On(this WebApplication app, string method, string route, Func<HttpContext, Task<object?>> handle) =>
        app.MapMethods(route, [method], http => Answer(http, handle));

    /// <inheritdoc cref="On(WebApplication, string, string, Func{HttpContext, Task{object}})"/>
    public static void On(this WebApplication app, string method, string route, Func<HttpContext, object?> handle) =>
        app.On(method, route, http => Task.FromResult(handle(http)));

    /// <summary>The body as a record.</summary>
    public static async Task<T> Body<T>(this HttpContext http)
    {
        try
        {
            return await JsonSerializer.DeserializeAsync<T>(http.Request.Body, Json, http.RequestAborted) ?? throw new ArgumentException("The body is empty.");
        }
        catch (JsonException e)
        {
            throw new ArgumentException($"The body is not what this call takes: {e.Message}", e);
        }
    }

    public static string Route(this HttpContext http, string name) => http.Request.RouteValues[name]?.ToString() ?? "";

    public static string? Query(this HttpContext http, string name) => http.Request.Query.TryGetValue(name, out var value) ? value.ToString() : null;

    public static int Limit(this HttpContext http) => int.TryParse(http.Query("limit"), out var limit) ? Math.Clamp(limit, 1, 200_000) : 100;

    private static Task RedirectToPage(HttpContext http)
    {
        http.Response.Redirect("/_emu");
        return Task.CompletedTask;
    }

    private static async Task Answer(HttpContext http, Func<HttpContext, Task<object?>> handle)
    {
        object? answer;
        try
        {
            answer = await handle(http) ?? NotFound(http);
        }
        catch (ArgumentException e)
        {
            http.Response.StatusCode = StatusCodes.Status400BadRequest;
            answer = new { error = e.Message };
        }

        http.Response.ContentType = "application/json; charset=utf-8";
        await JsonSerializer.SerializeAsync(http.Response.Body, answer, Json, http.RequestAborted);
    }

    private static object NotFound(HttpContext http)
    {
        http.Response.StatusCode = StatusCodes.Status404NotFound;
        return new { error = "Not found." };
    }
}
