using OrleansWa.Testing.Http;
using OrleansWa.Testing.Product;

namespace OrleansWa.Api.Tests.Hosting;

/// <summary>The command line by which a container asks for its health.</summary>
public sealed class HealthProbeTests
{
    [Fact]
    public async Task Health_WhenTheProductServes_EndsWithZero()
    {
        await using var product = await ProductHost.Start();

        (await ExitCode(product.Url)).ShouldBe(0);
    }

    [Fact]
    public async Task Health_WhenNobodyAnswers_EndsWithOne() => (await ExitCode(FreePorts.NewUrl())).ShouldBe(1);

    private static async Task<int> ExitCode(string url)
    {
        using var probe = ProductProcess.Run("health", url);
        await probe.WaitForExitAsync();
        return probe.ExitCode;
    }
}
