using Microsoft.Extensions.DependencyInjection.Extensions;

namespace OrleansWa.ClientApi.Security;

/// <summary>Registers authentication by API key.</summary>
internal static class SecuritySetup
{
    public static void AddApiSecurity(this WebApplicationBuilder builder)
    {
        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.Services.AddSingleton<FailedKeyLimiter>();
        // Core only: AddAuthentication would also start Data Protection, which writes keys that nothing here uses.
        builder.Services.AddWebEncoders();
        builder.Services.AddTransient<ApiKeyAuthenticationHandler>();
        builder.Services.AddAuthenticationCore(schemes =>
        {
            schemes.DefaultScheme = ApiKeyAuthenticationHandler.SchemeName;
            schemes.AddScheme<ApiKeyAuthenticationHandler>(ApiKeyAuthenticationHandler.SchemeName, displayName: null);
        });
    }
}
