using System.Collections.Concurrent;

namespace OrleansWa.CloudApiEmulator.Accounts;

/// <summary>A bearer token: whose app it is, and which accounts it reaches with which permissions.</summary>
internal sealed class AccessToken(string value, string appId)
{
    public const string Messaging = "whatsapp_business_messaging";
    public const string Management = "whatsapp_business_management";

    private readonly ConcurrentDictionary<string, bool> _accounts = new(StringComparer.Ordinal);

    public string Value { get; } = value;

    public string AppId { get; } = appId;

    public IReadOnlyCollection<string> Scopes { get; set; } = [Messaging, Management];

    public ICollection<string> Accounts => _accounts.Keys;

    public void Grant(string accountId) => _accounts[accountId] = true;

    public bool Reaches(string accountId) => _accounts.ContainsKey(accountId);

    public bool Allows(string scope) => Scopes.Contains(scope);
}
