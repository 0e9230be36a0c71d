using Microsoft.Extensions.DependencyInjection;

namespace OrleansWa.EmbeddedRuntime;

/// <summary>What the composition root registered.</summary>
internal sealed class RegisteredGrains(IServiceCollection services)
{
    internal HashSet<Type> Classes { get; } = [];

    /// <summary>True when a service must come from the activation's own scope; everything else comes from the root, without a scope.</summary>
    internal bool NeedsScope(Type service)
    {
        var open = service.IsGenericType ? service.GetGenericTypeDefinition() : service;
        return services.Any(known => (known.ServiceType == service || known.ServiceType == open) && known.Lifetime != ServiceLifetime.Singleton);
    }
}
