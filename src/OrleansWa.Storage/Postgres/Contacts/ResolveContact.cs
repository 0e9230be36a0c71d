using OrleansWa.Contracts.Contacts;

namespace OrleansWa.Storage.Postgres.Contacts;

/// <summary>Asks who somebody is.</summary>
internal sealed record ResolveContact(string TenantId, ContactIdentity Identity, DateTimeOffset Now);
