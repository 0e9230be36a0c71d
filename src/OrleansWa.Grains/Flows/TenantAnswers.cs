using OrleansWa.Grains.Conversations;

namespace OrleansWa.Grains.Flows;

/// <summary>What decides how a tenant's conversations answer by themselves.</summary>
/// <param name="Flows">Published flows, highest priority first; none while the tenant is suspended.</param>
/// <param name="Consent">Words by which people opt out and in; they hold during a suspension too.</param>
internal sealed record TenantAnswers(IReadOnlyList<PublishedFlow> Flows, ConsentWords Consent);
