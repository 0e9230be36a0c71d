using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using OrleansWa.Contracts.Channels;

namespace OrleansWa.Connectors.CloudApi;

/// <summary>Registers the Cloud API connector.</summary>
public static class CloudApiServiceCollectionExtensions
{
    /// <summary>
    /// Adds <see cref="CloudApiConnector"/> as an <see cref="IConnector"/>, with its HTTP client and its options from section <c>CloudApi</c>
    /// of <paramref name="configuration"/>, checked at start. Needs a <see cref="Random"/> among the services; <see cref="TimeProvider"/> is the
    /// system's unless one is registered.
    /// </summary>
    public static IServiceCollection AddCloudApiConnector(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<CloudApiOptions>().Bind(configuration.GetSection(CloudApiOptions.Section)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<CloudApiOptions>, CloudApiOptionsValidator>();
        services.TryAddSingleton(TimeProvider.System);
        services.AddHttpClient(CloudApiHttp.ClientName, CloudApiHttp.Configure)
            .ConfigurePrimaryHttpMessageHandler(CloudApiHttp.CreateHandler)
            .SetHandlerLifetime(Timeout.InfiniteTimeSpan)
            .RemoveAllLoggers();
        services.AddSingleton(Create);
        services.AddSingleton<IConnector>(provider => provider.GetRequiredService<CloudApiConnector>());
        return services;
    }

    // One connector for the process: it holds the circuit breakers. Its handler renews connections by itself and need not be rotated.
    private static CloudApiConnector Create(IServiceProvider provider) => new(
        provider.GetRequiredService<IHttpClientFactory>().CreateClient(CloudApiHttp.ClientName),
        provider.GetRequiredService<IOptions<CloudApiOptions>>(),
        provider.GetRequiredService<TimeProvider>(),
        provider.GetRequiredService<Random>());
}
