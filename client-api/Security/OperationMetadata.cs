namespace OrleansWa.ClientApi.Security;

/// <summary>Says which operation an endpoint is.</summary>
/// <param name="Operation">The operation.</param>
public sealed record OperationMetadata(Operation Operation);

/// <summary>Says that an endpoint needs no key, and why.</summary>
/// <param name="Reason">Why nobody is asked.</param>
public sealed record OpenMetadata(string Reason);

/// <summary>
/// Says that a person opens an endpoint in a browser, which can send no bearer token by itself: it asks for a user name, which is not looked at, and
/// takes the API key as the password (RFC 7617). For pages that only show; a browser sends such a key along with whatever other pages ask of us.
/// </summary>
internal sealed record BrowserLoginMetadata;

/// <summary>Declares endpoints. One without a declaration fails the start.</summary>
internal static class OperationConventions
{
    public static TBuilder Allows<TBuilder>(this TBuilder builder, Operation operation)
        where TBuilder : IEndpointConventionBuilder => builder.WithMetadata(new OperationMetadata(operation));

    public static TBuilder Open<TBuilder>(this TBuilder builder, string reason)
        where TBuilder : IEndpointConventionBuilder => builder.WithMetadata(new OpenMetadata(reason));

    public static TBuilder WithBrowserLogin<TBuilder>(this TBuilder builder)
        where TBuilder : IEndpointConventionBuilder => builder.WithMetadata(new BrowserLoginMetadata());
}
