using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using OrleansWa.ClientApi.Security;
using OrleansWa.Testing.Product;

namespace OrleansWa.Api.Tests.Security;

/// <summary>An endpoint as the running host maps it. Tests are generated from these, so that a new endpoint is tested without being told of.</summary>
/// <param name="Method">HTTP method.</param>
/// <param name="Path">Route pattern with a leading slash; a catch-all is written as any parameter, as the API's description does.</param>
/// <param name="Parameters">Names of its path's parameters.</param>
/// <param name="Operation">The declared operation; null when it is open.</param>
/// <param name="OpenBecause">Why it is open.</param>
/// <param name="TakesBody">Whether it reads a body.</param>
internal sealed record MappedEndpoint(string Method, string Path, string[] Parameters, Operation? Operation, string? OpenBecause, bool TakesBody)
{
    public override string ToString() => $"{Method} {Path}";

    public static IReadOnlyList<MappedEndpoint> Of(ProductHost host) =>
    [
        .. from endpoint in host.App.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
           from method in endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? ["GET"]
           select new MappedEndpoint(
               method,
               "/" + endpoint.RoutePattern.RawText!.Trim('/').Replace("{**", "{", StringComparison.Ordinal),
               [.. endpoint.RoutePattern.Parameters.Select(parameter => parameter.Name)],
               endpoint.Metadata.GetMetadata<OperationMetadata>()?.Operation,
               endpoint.Metadata.GetMetadata<OpenMetadata>()?.Reason,
               endpoint.Metadata.GetMetadata<Microsoft.AspNetCore.Http.Metadata.IAcceptsMetadata>() is not null),
    ];

    /// <summary>The path with each parameter filled in.</summary>
    public string With(Func<string, string> value)
    {
        var path = Path;
        foreach (var name in Parameters)
        {
            path = path.Replace($"{{{name}}}", Uri.EscapeDataString(value(name)), StringComparison.Ordinal);
        }

        return path;
    }
}
