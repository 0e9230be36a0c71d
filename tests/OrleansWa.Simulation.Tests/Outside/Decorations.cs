using Microsoft.Extensions.DependencyInjection;

namespace OrleansWa.Simulation.Tests.Outside;

/// <summary>Puts something around a registered service.</summary>
internal static class Decorations
{
    /// <summary>The service is from now on what is made around the one registered last.</summary>
    public static void Decorate<T>(this IServiceCollection services, Func<IServiceProvider, T, T> around)
        where T : class
    {
        var inner = services.Last(s => s.ServiceType == typeof(T));
        services.AddSingleton(provider => around(provider, (T)(inner.ImplementationInstance ?? inner.ImplementationFactory!(provider))));
    }
}
