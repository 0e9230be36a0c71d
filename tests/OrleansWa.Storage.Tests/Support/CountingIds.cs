using System.Globalization;
using OrleansWa.Contracts;

namespace OrleansWa.Storage.Tests.Support;

/// <summary>Ids that count up.</summary>
public sealed class CountingIds : IIdSource
{
    private int _last;

    public string NewId(string prefix) => prefix + Interlocked.Increment(ref _last).ToString("d26", CultureInfo.InvariantCulture);

    public string NewSecret() => NewId("secret");
}
