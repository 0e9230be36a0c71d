using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using OrleansWa.Contracts;

namespace OrleansWa.Silo;

/// <summary><c>/health/live</c> and <c>/health/ready</c> of a silo, on <c>urls</c> (by default http://localhost:8090).</summary>
internal static class HealthPort
{
    private const string DefaultUrl = "http://localhost:8090";

    /// <summary>Opens the port; dispose to close it.</summary>
    public static async Task<WebApplication> OpenAsync(IConfiguration settings, IReadiness silo)
    {
        var builder = WebApplication.CreateSlimBuilder();
        // The silo's own log says where it is; this host has nothing to add.
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls(settings[WebHostDefaults.ServerUrlsKey] is { Length: > 0 } urls ? urls : DefaultUrl);
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);
        var app = builder.Build();
        app.Run(context => AnswerAsync(context, silo));
        await app.StartAsync();
        return app;
    }

    private static Task AnswerAsync(HttpContext context, IReadiness silo) => context.Request.Path.Value switch
    {
        "/health/live" => context.Response.WriteAsJsonAsync(new { status = "healthy" }),
        "/health/ready" when silo.IsReady => context.Response.WriteAsJsonAsync(new { status = "healthy" }),
        "/health/ready" => Results.Problem(silo.Reason, statusCode: StatusCodes.Status503ServiceUnavailable).ExecuteAsync(context),
        _ => Results.NotFound().ExecuteAsync(context),
    };
}
