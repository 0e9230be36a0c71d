using System.Collections.Concurrent;

namespace OrleansWa.CloudApiEmulator.Accounts;

/// <summary>Every app, account, number and token that exists in the emulated world.</summary>
internal sealed class AccountDirectory
{
    private readonly EmulatorOptions _options;
    private readonly ConcurrentDictionary<string, EmulatedApp> _apps = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, BusinessAccount> _accounts = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, BusinessNumber> _numbers = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, AccessToken> _tokens = new(StringComparer.Ordinal);

    public AccountDirectory(EmulatorOptions options)
    {
        _options = options;
        Seed();
    }

    public ICollection<EmulatedApp> Apps => _apps.Values;

    public ICollection<BusinessNumber> Numbers => _numbers.Values;

    public EmulatedApp? App(string id) => _apps.GetValueOrDefault(id);

    public BusinessAccount? Account(string id) => _accounts.GetValueOrDefault(id);

    public BusinessNumber? Number(string id) => _numbers.GetValueOrDefault(id);

    public AccessToken? Token(string value) => _tokens.GetValueOrDefault(value) ?? AppToken(value);

    public IEnumerable<BusinessNumber> NumbersOf(BusinessAccount account) =>
        _numbers.Values.Where(n => n.Account == account).OrderBy(n => n.Id, StringComparer.Ordinal);

    public IEnumerable<AccessToken> TokensFor(BusinessAccount account) => _tokens.Values.Where(t => t.Reaches(account.Id));

    public IEnumerable<BusinessAccount> Accounts => _accounts.Values;

    public void Put(EmulatedApp app) => _apps[app.AppId] = app;

    public BusinessNumber Put(EmulatedNumber seed)
    {
        var appId = seed.AppId ?? _options.AppId;
        var account = _accounts.GetOrAdd(seed.BusinessAccountId, id => new BusinessAccount(id));
        _tokens.GetOrAdd(seed.AccessToken, value => new AccessToken(value, appId)).Grant(account.Id);
        if (seed.Subscribed) account.Subscribe(new Subscription(appId, null));
        return _numbers[seed.PhoneNumberId] = new BusinessNumber(seed, account);
    }

    public bool RemoveToken(string value) => _tokens.TryRemove(value, out _);

    /// <summary>Forgets everything that was added and seeds the options again.</summary>
    public void Reset()
    {
        _apps.Clear();
        _accounts.Clear();
        _numbers.Clear();
        _tokens.Clear();
        Seed();
    }

    private void Seed()
    {
        Put(new EmulatedApp
        {
            AppId = _options.AppId,
            Name = "OrleansWa",
            AppSecret = _options.AppSecret,
            VerifyToken = _options.VerifyToken,
            CallbackUrl = _options.CallbackUrl,
        });
        foreach (var app in _options.Apps) Put(app);
        foreach (var number in _options.Numbers) Put(number);
    }

    /// <summary>Graph accepts <c>app-id|app-secret</c> as the token of the app itself.</summary>
    private AccessToken? AppToken(string value)
    {
        var bar = value.IndexOf('|', StringComparison.Ordinal);
        if (bar <= 0 || App(value[..bar]) is not { } app) return null;
        return app.AppSecret.Length > 0 && value[(bar + 1)..] == app.AppSecret ? new AccessToken(value, app.AppId) { Scopes = [] } : null;
    }
}
