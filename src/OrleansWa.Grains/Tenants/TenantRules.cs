using System.Collections.Immutable;
using System.Globalization;
using OrleansWa.Contracts;
using OrleansWa.Contracts.Tenants;

namespace OrleansWa.Grains.Tenants;

/// <summary>What a tenant's settings must be like.</summary>
internal static class TenantRules
{
    /// <summary>Longest display name.</summary>
    public const int NameLengthMax = 200;

    /// <summary>The faults of new settings, by field; null members are not checked.</summary>
    public static ImmutableArray<FieldError> Faults(string? name, string? timeZone, string? locale, string? appSecret, string? verifyToken)
    {
        var faults = ImmutableArray.CreateBuilder<FieldError>();
        if (name is not null && (string.IsNullOrWhiteSpace(name) || name.Length > NameLengthMax))
        {
            faults.Add(new FieldError("name", $"Give a name of 1 to {NameLengthMax} characters."));
        }

        if (timeZone is not null && !TimeZoneInfo.TryFindSystemTimeZoneById(timeZone, out _))
        {
            faults.Add(new FieldError("timeZone", "Give an IANA time zone such as America/Sao_Paulo."));
        }

        if (locale is not null && !IsLocale(locale))
        {
            faults.Add(new FieldError("locale", "Give a language tag such as pt-BR."));
        }

        if (appSecret is not null && verifyToken is not null && (appSecret.Length == 0) != (verifyToken.Length == 0))
        {
            faults.Add(new FieldError("cloudApi", "Give both appSecret and verifyToken of the tenant's own Meta app, or neither."));
        }

        return faults.ToImmutable();
    }

    /// <summary>What callers see.</summary>
    public static TenantView View(string tenantId, TenantState state) =>
        new(tenantId, state.Name, state.Status, state.TimeZone, state.Locale, state.AppSecret is not null, state.CreatedAt, state.Consent ?? ConsentSettings.Default);

    private static bool IsLocale(string locale)
    {
        try
        {
            return CultureInfo.GetCultureInfo(locale, predefinedOnly: true).Name.Length > 0;
        }
        catch (CultureNotFoundException)
        {
            return false;
        }
    }
}
