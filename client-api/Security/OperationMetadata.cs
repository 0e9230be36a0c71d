namespace OrleansWa.ClientApi.Security;

/// <summary>Says which operation an endpoint is.</summary>
/// <param name="Operation">The operation.</param>
public sealed record OperationMetadata(Operation Operation);

/// <summary>Says that an endpoint needs no key, and why.</summary>
/// <param name="Reason">Why nobody is asked.</param>
public sealed record OpenMetadata(string Reason);

/// <summary>Declares endpoints. One without a declaration fails the start.</summary>
internal static class OperationConventions
{
    public static TBuilder Allows<TBuilder>(this TBuilder builder, Operation operation)
        where TBuilder : IEndpointConventionBuilder => builder.WithMetadata(new OperationMetadata(operation));

    public static TBuilder Open<TBuilder>(this TBuilder builder, string reason)
        where TBuilder : IEndpointConventionBuilder => builder.WithMetadata(new OpenMetadata(reason));
}
