using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;

namespace OrleansWa.EmbeddedRuntime;

/// <summary>Registers the embedded runtime.</summary>
public static class EmbeddedRuntimeServices
{
    /// <summary>
    /// Adds the runtime: <see cref="EmbeddedSilo"/> (also as a hosted service), <see cref="IGrainFactory"/>, <see cref="IClusterClient"/> and
    /// <see cref="IReminderRegistry"/>. <see cref="TimeProvider"/> and <see cref="IWorkExecutor"/> are the system's unless already registered.
    /// Stores (<see cref="IGrainStorage"/>, <see cref="IReminderStore"/>) are the caller's. Calling it again only configures more.
    /// </summary>
    /// <param name="services">The services.</param>
    /// <param name="configure">Changes the limits.</param>
    /// <param name="startsWithHost">False leaves start and stop to the caller, who opens its stores first.</param>
    public static IServiceCollection AddEmbeddedRuntime(
        this IServiceCollection services, Action<EmbeddedRuntimeOptions>? configure = null, bool startsWithHost = true)
    {
        var options = services.AddOptions<EmbeddedRuntimeOptions>();
        if (configure is not null)
        {
            options.Configure(configure);
        }

        if (services.Any(service => service.ServiceType == typeof(EmbeddedSilo)))
        {
            return services;
        }

        services.AddLogging();
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<IWorkExecutor, ThreadPoolExecutor>();
        GrainClasses(services);
        services.AddSingleton<EmbeddedSilo>();
        services.TryAddSingleton(provider => provider.GetRequiredService<EmbeddedSilo>().Client);
        services.TryAddSingleton<IGrainFactory>(provider => provider.GetRequiredService<EmbeddedSilo>().Client);
        services.TryAddSingleton(provider => provider.GetRequiredService<EmbeddedSilo>().Reminders);
        if (startsWithHost)
        {
            services.AddSingleton<IHostedService>(provider => provider.GetRequiredService<EmbeddedSilo>());
        }

        return services;
    }

    /// <summary>Adds every concrete grain class of an assembly.</summary>
    /// <param name="services">The services.</param>
    /// <param name="assembly">The assembly; its internal classes too.</param>
    public static IServiceCollection AddGrainsFrom(this IServiceCollection services, Assembly assembly)
    {
        ArgumentNullException.ThrowIfNull(assembly);
        var classes = assembly.GetTypes().Where(type => type is { IsClass: true, IsAbstract: false } && type.IsAssignableTo(typeof(IGrainBase)));
        return services.AddGrains([.. classes]);
    }

    /// <summary>Adds grain classes.</summary>
    /// <param name="services">The services.</param>
    /// <param name="grainClasses">Concrete classes that implement <see cref="IGrainBase"/>, usually by <see cref="Grain"/>.</param>
    public static IServiceCollection AddGrains(this IServiceCollection services, params Type[] grainClasses)
    {
        GrainClasses(services).UnionWith(grainClasses);
        return services;
    }

    /// <summary>Adds a filter around every call; filters run in the order of their registration.</summary>
    /// <typeparam name="TFilter">The filter.</typeparam>
    /// <param name="services">The services.</param>
    public static IServiceCollection AddIncomingGrainCallFilter<TFilter>(this IServiceCollection services)
        where TFilter : class, IIncomingGrainCallFilter =>
        services.AddSingleton<IIncomingGrainCallFilter, TFilter>();

    private static HashSet<Type> GrainClasses(IServiceCollection services)
    {
        var known = services.FirstOrDefault(service => service.ServiceType == typeof(RegisteredGrains))?.ImplementationInstance as RegisteredGrains;
        if (known is null)
        {
            known = new RegisteredGrains(services);
            services.AddSingleton(known);
        }

        return known.Classes;
    }
}
