using System.Collections.Concurrent;
using OrleansWa.CloudApiEmulator.Messages;

namespace OrleansWa.CloudApiEmulator.Accounts;

/// <summary>Live state of a business phone number.</summary>
internal sealed class BusinessNumber(EmulatedNumber seed, BusinessAccount account)
{
    private readonly ConcurrentDictionary<string, string> _overrides = new(StringComparer.Ordinal);

    public string Id { get; } = seed.PhoneNumberId;

    public BusinessAccount Account { get; } = account;

    public string Display { get; } = seed.DisplayPhoneNumber;

    public string Digits { get; } = Recipient.DigitsOf(seed.DisplayPhoneNumber);

    public string VerifiedName { get; set; } = seed.VerifiedName;

    public bool CodeVerified { get; set; } = true;

    public Registration Registration { get; } = new(seed.Registered, seed.Pin);

    public TokenBucket Throughput { get; } = new();

    /// <summary>Callback of this number for one app; wins over the account's and the app's.</summary>
    public string? OverrideFor(string appId) => _overrides.GetValueOrDefault(appId);

    public void Override(string appId, string? url)
    {
        if (string.IsNullOrEmpty(url)) _overrides.TryRemove(appId, out _);
        else _overrides[appId] = url;
    }
}
