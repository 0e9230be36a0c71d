using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OrleansWa.Connectors.CloudApi;

namespace OrleansWa.Benchmarks;

/// <summary>The baseline of HTTP: Kestrel with one endpoint that reads the body and checks the signature, nothing else.</summary>
internal static class BareHost
{
    /// <summary>Secret of the baseline.</summary>
    public const string Secret = "bare-secret";

    /// <summary>The host, not started.</summary>
    public static WebApplication Build()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Listen(IPAddress.Loopback, 0);
        });
        var app = builder.Build();
        app.Run(Check);
        return app;
    }

    /// <summary>The port it listens on.</summary>
    public static int Port(WebApplication app) =>
        new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First()).Port;

    /// <summary>As a process of its own: the baseline of the start.</summary>
    public static async Task Run()
    {
        await using var app = Build();
        await app.StartAsync();
        Console.WriteLine($"ready {Port(app)}");
        await app.WaitForShutdownAsync();
    }

    private static async Task Check(HttpContext context)
    {
        var body = new byte[(int)context.Request.ContentLength!];
        await context.Request.Body.ReadExactlyAsync(body);
        var valid = WebhookSignature.IsValid(body, context.Request.Headers["X-Hub-Signature-256"], Secret);
        context.Response.StatusCode = valid ? 200 : 401;
        context.Response.ContentLength = 0;
    }
}
