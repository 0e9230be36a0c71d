using Microsoft.AspNetCore.Http.HttpResults;
using OrleansWa.ClientApi.Json;
using OrleansWa.ClientApi.Security;
using OrleansWa.Contracts;
using OrleansWa.Contracts.Security;

namespace OrleansWa.ClientApi.Bootstrap;

/// <summary>The first platform admin's way in: a one-time link, no default password.</summary>
internal static class BootstrapEndpoints
{
    private const int TokenLengthMax = 200;

    public static void MapBootstrap(this WebApplication app)
    {
        app.MapGet("/bootstrap", Page).Open("shows a button; the token in the link is the credential").ExcludeFromDescription();
        app.MapPost("/api/v1/bootstrap", Redeem).Open("the one-time token is the credential").WithTags("Bootstrap")
            .WithSummary("Exchanges the token of the one-time link for the first platform admin's key, once.");
    }

    private static ContentHttpResult Page(HttpContext context)
    {
        context.Response.Headers.ContentSecurityPolicy = BootstrapPage.Policy;
        context.Response.Headers.CacheControl = "no-store";
        return TypedResults.Content(BootstrapPage.Html, "text/html; charset=utf-8");
    }

    private static async Task<Ok<BootstrapResponse>> Redeem(BootstrapRequest body, IGrainFactory grains, BootstrapLink link)
    {
        var check = new BodyCheck();
        var token = check.Required("token", body.Token, TokenLengthMax);
        check.ThrowIfInvalid();
        CallScope.EnterPlatform();
        var issued = await grains.GetGrain<IBootstrapGrain>(GrainKeys.Platform("bootstrap")).Redeem(token);
        link.Delete();
        return TypedResults.Ok(new BootstrapResponse(issued.Id, issued.Key));
    }
}
