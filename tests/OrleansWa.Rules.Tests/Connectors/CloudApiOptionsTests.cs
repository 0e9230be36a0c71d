using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using OrleansWa.Connectors.CloudApi;
using OrleansWa.Contracts.Channels;

namespace OrleansWa.Rules.Tests.Connectors;

public sealed class CloudApiOptionsTests
{
    [Theory]
    [InlineData("https://graph.facebook.com", "v24.0")]
    [InlineData("https://emulator.example/graph/", "v1.0")]
    [InlineData("http://localhost:4004", "v24.0")]
    [InlineData("http://127.0.0.1:4004", "v24.0")]
    [InlineData("http://[::1]:4004", "v24.0")]
    public void Validate_WhenUsable_Succeeds(string baseUrl, string version) => Validate(baseUrl, version).Succeeded.ShouldBeTrue();

    [Theory]
    [InlineData("http://graph.facebook.com")]
    [InlineData("graph.facebook.com")]
    [InlineData("ftp://graph.facebook.com")]
    [InlineData("https://user:secret@graph.facebook.com")]
    [InlineData("https://graph.facebook.com?x=1")]
    public void Validate_WhenBaseUrlIsNotUsable_NamesKeyAndRemedy(string baseUrl)
    {
        var failure = Validate(baseUrl, "v24.0").Failures!.ShouldHaveSingleItem();

        failure.ShouldStartWith("CloudApi:BaseUrl");
        failure.ShouldContain("https");
    }

    [Theory]
    [InlineData("")]
    [InlineData("24.0")]
    [InlineData("v24")]
    [InlineData("v24.0/")]
    [InlineData("v24.0\n")]
    public void Validate_WhenVersionIsWrong_NamesKeyAndRemedy(string version) =>
        Validate("https://graph.facebook.com", version).Failures!.ShouldHaveSingleItem().ShouldStartWith("CloudApi:Version must look like v24.0");

    [Fact]
    public async Task AddCloudApiConnector_WhenConfigured_CallsTheConfiguredAddress()
    {
        var meta = new StubHandler(_ => StubHandler.Json(200, Some.Accepted));
        var services = new ServiceCollection().AddSingleton(new Random(1));
        services.AddCloudApiConnector(Configuration(("CloudApi:BaseUrl", "http://localhost:4004/emu/"), ("CloudApi:Version", "v25.0")));
        services.AddHttpClient(CloudApiHttp.ClientName).ConfigurePrimaryHttpMessageHandler(() => meta);
        await using var provider = services.BuildServiceProvider();

        var connector = provider.GetRequiredService<IConnector>();
        await connector.Send(Some.Account, Some.Message(), CancellationToken.None);

        connector.ShouldBeSameAs(provider.GetRequiredService<CloudApiConnector>());
        connector.Kind.ShouldBe(ConnectorKind.CloudApi);
        meta.Requests.ShouldHaveSingleItem().Uri.ShouldBe("/emu/v25.0/106540352242922/messages");
    }

    [Fact]
    public async Task AddCloudApiConnector_WhenMisconfigured_RefusesWithTheKey()
    {
        var services = new ServiceCollection().AddSingleton(new Random(1));
        services.AddCloudApiConnector(Configuration(("CloudApi:BaseUrl", "http://graph.facebook.com")));
        await using var provider = services.BuildServiceProvider();

        Should.Throw<OptionsValidationException>(provider.GetRequiredService<IConnector>).Message.ShouldContain("CloudApi:BaseUrl");
    }

    [Fact]
    public void CreateHandler_Always_HasNoSurprises()
    {
        using var handler = CloudApiHttp.CreateHandler();

        handler.AllowAutoRedirect.ShouldBeFalse();
        handler.UseCookies.ShouldBeFalse();
        handler.UseProxy.ShouldBeFalse();
        handler.PooledConnectionLifetime.ShouldBe(TimeSpan.FromMinutes(5));
        handler.MaxConnectionsPerServer.ShouldBe(CloudApiHttp.ConnectionsMax);
    }

    private static ValidateOptionsResult Validate(string baseUrl, string version) => new CloudApiOptionsValidator().Validate(
        null, new CloudApiOptions { BaseUrl = new Uri(baseUrl, UriKind.RelativeOrAbsolute), Version = version });

    private static IConfiguration Configuration(params (string Key, string Value)[] values) => new ConfigurationBuilder()
        .AddInMemoryCollection(values.Select(pair => KeyValuePair.Create<string, string?>(pair.Key, pair.Value)))
        .Build();
}
