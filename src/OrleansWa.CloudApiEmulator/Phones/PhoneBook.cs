using System.Collections.Concurrent;
using System.Globalization;
using OrleansWa.CloudApiEmulator.Clock;
using OrleansWa.CloudApiEmulator.Messages;

namespace OrleansWa.CloudApiEmulator.Phones;

/// <summary>The patients' phones, made when first used. Both forms of a Brazilian number, and its BSUID, find the same phone.</summary>
internal sealed class PhoneBook(EmulatorOptions options, Chance chance)
{
    private readonly ConcurrentDictionary<string, EmulatedPhone> _byKey = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, EmulatedPhone> _byUserId = new(StringComparer.Ordinal);
    private int _count;

    public AutoAnswers? DefaultAnswers { get; set; }

    public int Count => Volatile.Read(ref _count);

    public IEnumerable<EmulatedPhone> All => _byKey.Values;

    /// <summary>The phone of some digits, or of a BSUID.</summary>
    public EmulatedPhone Of(string who)
    {
        if (Recipient.IsUserId(who)) return _byUserId.GetValueOrDefault(who) ?? Remember(new EmulatedPhone(who, "", who, options.ReadReceipts, options.UserIds));
        var key = Recipient.Key(Recipient.DigitsOf(who));
        return _byKey.GetValueOrDefault(key) ?? Remember(Make(key));
    }

    public EmulatedPhone Change(string who, PhoneSettings settings)
    {
        var phone = Of(who);
        phone.Change(settings, settings.DropsNinthDigit switch
        {
            true when Recipient.MayLackNinthDigit(phone.Key) => Recipient.WithoutNinthDigit(phone.Key),
            false => phone.Key,
            _ => phone.WaId,
        });
        _byUserId[phone.UserId] = phone;
        return phone;
    }

    /// <summary>Gives a phone another number, and the BSUID of that number; whoever had it is gone.</summary>
    public void Move(EmulatedPhone phone, string newNumber)
    {
        var key = Recipient.Key(Recipient.DigitsOf(newNumber));
        _byKey.TryRemove(phone.Key, out _);
        _byUserId.TryRemove(phone.UserId, out _);
        phone.Move(key, UserIdOf(key));
        _byKey[key] = phone;
        _byUserId[phone.UserId] = phone;
    }

    public void Clear()
    {
        _byKey.Clear();
        _byUserId.Clear();
        DefaultAnswers = null;
        Volatile.Write(ref _count, 0);
    }

    private EmulatedPhone Make(string key)
    {
        var drops = Recipient.MayLackNinthDigit(key) && chance.TraitShare(key) < options.BrazilNinthDigitDropShare;
        return new EmulatedPhone(key, drops ? Recipient.WithoutNinthDigit(key) : key, UserIdOf(key), options.ReadReceipts, options.UserIds);
    }

    private EmulatedPhone Remember(EmulatedPhone phone)
    {
        if (Count >= options.PhoneCapacity) return phone;
        var kept = _byKey.GetOrAdd(phone.Key, phone);
        if (ReferenceEquals(kept, phone))
        {
            Interlocked.Increment(ref _count);
            _byUserId[phone.UserId] = phone;
        }

        return kept;
    }

    private string UserIdOf(string key)
    {
        var country = key.StartsWith("55", StringComparison.Ordinal) ? "BR" : key.StartsWith('1') ? "US" : "XX";
        return string.Create(CultureInfo.InvariantCulture, $"{country}.{1_000_000_000_000_000 + (chance.Trait("user " + key) % 9_000_000_000_000_000)}");
    }
}
