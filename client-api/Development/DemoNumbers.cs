using OrleansWa.CloudApiEmulator;

namespace OrleansWa.ClientApi.Development;

/// <summary>Numbers that the emulator has from the start. Their tokens open nothing but the emulator in this very process.</summary>
internal static class DemoNumbers
{
    /// <summary>The number of the demo tenant's channel.</summary>
    public static EmulatedNumber Demo { get; } = new()
    {
        PhoneNumberId = "100000000000001",
        BusinessAccountId = "200000000000001",
        DisplayPhoneNumber = "+55 11 4000-0001",
        AccessToken = "emulator-token-demo",
        VerifiedName = "Clínica Demonstração",
    };

    /// <summary>A free number, for following the examples.</summary>
    public static EmulatedNumber Free { get; } = new()
    {
        PhoneNumberId = "100000000000002",
        BusinessAccountId = "200000000000002",
        DisplayPhoneNumber = "+55 11 4000-0002",
        AccessToken = "emulator-token-free",
        VerifiedName = "Clínica Sorriso",
    };
}
