namespace OrleansWa.Contracts.Tenants;

/// <summary>Changes a tenant; null leaves a field as it is.</summary>
[GenerateSerializer, Immutable, Alias("wa.tenant.update.v1")]
public sealed record UpdateTenant(
    [property: Id(0)] string? Name,
    [property: Id(1)] string? TimeZone,
    [property: Id(2)] string? Locale,
    [property: Id(3)] string? AppSecret,
    [property: Id(4)] string? VerifyToken,
    [property: Id(5)] UpdateConsent? Consent = null);

/// <summary>Changes consent words and their answers; null leaves a field as it is.</summary>
/// <param name="OptOutWords">Words that opt out; at least one, so that nobody is locked in.</param>
/// <param name="OptInWords">Words that take it back.</param>
/// <param name="OptOutReply">Confirmation; empty for none.</param>
/// <param name="OptInReply">Confirmation; empty for none.</param>
[GenerateSerializer, Immutable, Alias("wa.tenant.update-consent.v1")]
public sealed record UpdateConsent(
    [property: Id(0)] System.Collections.Immutable.ImmutableArray<string>? OptOutWords,
    [property: Id(1)] System.Collections.Immutable.ImmutableArray<string>? OptInWords,
    [property: Id(2)] string? OptOutReply,
    [property: Id(3)] string? OptInReply);
