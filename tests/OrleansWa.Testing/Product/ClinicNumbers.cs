using System.Globalization;

namespace OrleansWa.Testing.Product;

/// <summary>Ids of a tenant's number at the emulator, derived from the tenant.</summary>
public static class ClinicNumbers
{
    /// <summary>Id of its number.</summary>
    public static string PhoneNumberId(string tenantId) => "1" + Digits(tenantId);

    /// <summary>Id of its business account.</summary>
    public static string BusinessAccountId(string tenantId) => "2" + Digits(tenantId);

    /// <summary>Its token.</summary>
    public static string AccessToken(string tenantId) => "token-" + tenantId;

    private static string Digits(string tenantId)
    {
        ulong hash = 14695981039346656037;
        foreach (var c in tenantId)
        {
            hash = (hash ^ c) * 1099511628211;
        }

        return (hash % 100_000_000_000_000).ToString("00000000000000", CultureInfo.InvariantCulture);
    }
}
