using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using OrleansWa.ClientApi.Hosting;

namespace OrleansWa.ClientApi.Security;

/// <summary>
/// Slows down whoever guesses keys: after <c>Security:FailuresBeforeLock</c> wrong keys (30) an address waits, each time twice as long, up to five minutes. A key that was good
/// before passes also from a locked address, so that one wrong client behind a shared proxy locks nobody else out. Bounded: at the limit the
/// oldest addresses are forgotten.
/// </summary>
internal sealed class FailedKeyLimiter(TimeProvider time, IConfiguration settings)
{
    private const int FailuresBeforeLockDefault = 30;
    private const int AddressesMax = 10_000;
    private const int GoodKeysMax = 10_000;
    private static readonly TimeSpan LockMax = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan ForgottenAfter = TimeSpan.FromMinutes(15);

    private readonly int _failuresBeforeLock = settings.GetValue(HostSettings.FailuresBeforeLock, FailuresBeforeLockDefault);
    private readonly Lock _gate = new();
    private readonly Dictionary<IPAddress, Failures> _addresses = [];
    private readonly HashSet<UInt128> _goodKeys = [];

    /// <summary>How long this address has to wait; null when it may try.</summary>
    public TimeSpan? LockedFor(IPAddress address, string key)
    {
        lock (_gate)
        {
            if (!_addresses.TryGetValue(Normal(address), out var failures))
            {
                return null;
            }

            var left = failures.LockedUntil - time.GetUtcNow();
            return left <= TimeSpan.Zero || _goodKeys.Contains(Fingerprint(key)) ? null : left;
        }
    }

    public void Failed(IPAddress address)
    {
        var now = time.GetUtcNow();
        lock (_gate)
        {
            var normal = Normal(address);
            var known = _addresses.TryGetValue(normal, out var failures) && now - failures.LastAt < ForgottenAfter;
            var count = known ? failures.Count + 1 : 1;
            if (!known)
            {
                MakeRoom();
            }

            _addresses[normal] = new Failures(count, now, now + LockAfter(count));
        }
    }

    public void Succeeded(string key)
    {
        lock (_gate)
        {
            if (_goodKeys.Count >= GoodKeysMax)
            {
                _goodKeys.Clear();
            }

            _goodKeys.Add(Fingerprint(key));
        }
    }

    private TimeSpan LockAfter(int count)
    {
        if (count < _failuresBeforeLock)
        {
            return TimeSpan.Zero;
        }

        var seconds = Math.Pow(2, Math.Min(count - _failuresBeforeLock, 20));
        return seconds >= LockMax.TotalSeconds ? LockMax : TimeSpan.FromSeconds(seconds);
    }

    private void MakeRoom()
    {
        if (_addresses.Count < AddressesMax)
        {
            return;
        }

        var oldest = _addresses.OrderBy(entry => entry.Value.LastAt).Take(AddressesMax / 10);
        foreach (var address in oldest.Select(entry => entry.Key).ToArray())
        {
            _addresses.Remove(address);
        }
    }

    // Whoever holds one IPv6 address usually holds its whole /64.
    private static IPAddress Normal(IPAddress address)
    {
        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        if (plain.AddressFamily != AddressFamily.InterNetworkV6)
        {
            return plain;
        }

        var bytes = plain.GetAddressBytes();
        bytes.AsSpan(8).Clear();
        return new IPAddress(bytes);
    }

    private static UInt128 Fingerprint(string key)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(key), hash);
        return BinaryPrimitives.ReadUInt128LittleEndian(hash);
    }

    private readonly record struct Failures(int Count, DateTimeOffset LastAt, DateTimeOffset LockedUntil);
}
