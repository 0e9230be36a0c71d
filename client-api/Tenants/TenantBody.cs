using System.Collections.Immutable;
using System.Globalization;
using OrleansWa.ClientApi.Json;
using OrleansWa.Contracts.Tenants;

namespace OrleansWa.ClientApi.Tenants;

/// <summary>Checks what callers say of a tenant.</summary>
internal static class TenantBody
{
    private const string DefaultTimeZone = "America/Sao_Paulo";
    private const string DefaultLocale = "pt-BR";
    private const int NameLengthMax = 200;
    private const int SecretLengthMax = 256;

    public static (string Id, CreateTenant Create) Read(CreateTenantRequest body)
    {
        var check = new BodyCheck();
        var id = Ids.TenantInBody(check, "id", body.Id);
        var create = new CreateTenant(
            check.Required("name", body.Name, NameLengthMax),
            TimeZone(check, body.TimeZone) ?? DefaultTimeZone,
            Locale(check, body.Locale) ?? DefaultLocale,
            Secret(check, "cloudApi.appSecret", body.CloudApi?.AppSecret),
            Secret(check, "cloudApi.verifyToken", body.CloudApi?.VerifyToken));
        check.ThrowIfInvalid();
        return (id, create);
    }

    public static UpdateTenant Read(UpdateTenantRequest body)
    {
        var check = new BodyCheck();
        var update = new UpdateTenant(
            body.Name is null ? null : check.Required("name", body.Name, NameLengthMax),
            TimeZone(check, body.TimeZone),
            Locale(check, body.Locale),
            Secret(check, "cloudApi.appSecret", body.CloudApi?.AppSecret),
            Secret(check, "cloudApi.verifyToken", body.CloudApi?.VerifyToken),
            Consent(check, body.Consent));
        check.ThrowIfInvalid();
        return update;
    }

    private static UpdateConsent? Consent(BodyCheck check, ConsentRequest? consent) => consent is null
        ? null
        : new UpdateConsent(
            Words(check, "consent.optOutWords", consent.OptOutWords), Words(check, "consent.optInWords", consent.OptInWords), consent.OptOutReply, consent.OptInReply);

    private static ImmutableArray<string>? Words(BodyCheck check, string field, IReadOnlyList<string>? words)
    {
        if (words?.Any(word => word is null) == true)
        {
            check.Add(field, "Must be words, none of them null.");
        }

        return words is null ? null : [.. words];
    }

    private static string? TimeZone(BodyCheck check, string? zone)
    {
        if (zone is not null && !(zone.Contains('/', StringComparison.Ordinal) || zone == "UTC") || zone is not null && !TimeZoneInfo.TryFindSystemTimeZoneById(zone, out _))
        {
            check.Add("timeZone", "Must be an IANA time zone, e.g. America/Sao_Paulo.");
        }

        return zone;
    }

    private static string? Locale(BodyCheck check, string? locale)
    {
        try
        {
            _ = locale is null ? null : CultureInfo.GetCultureInfo(locale, predefinedOnly: true);
        }
        catch (CultureNotFoundException)
        {
            check.Add("locale", "Must be a language tag, e.g. pt-BR.");
        }

        return locale;
    }

    private static string? Secret(BodyCheck check, string field, string? secret)
    {
        if (secret is not null && (secret.Length is 0 or > SecretLengthMax || secret.Any(c => c is <= ' ' or > '~')))
        {
            check.Add(field, $"Must be 1 to {SecretLengthMax} ASCII characters without spaces.");
        }

        return secret;
    }
}
