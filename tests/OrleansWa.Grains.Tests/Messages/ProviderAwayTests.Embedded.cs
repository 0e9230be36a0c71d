using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using OrleansWa.Connectors.CloudApi;
using OrleansWa.Contracts.Channels;
using OrleansWa.Contracts.Messages;
using OrleansWa.Testing.Silo;

namespace OrleansWa.Grains.Tests.Messages;

/// <summary>The real connector with its circuit breaker, when connections to Meta are refused for an hour.</summary>
public sealed class ProviderAwayTests : IDisposable
{
    private readonly RefusingNetwork _network = new();
    private readonly SiloWorld _world;
    private readonly Sender _sender;

    public ProviderAwayTests()
    {
        _world = new SiloWorld(seed: 1, configure: services =>
        {
            services.RemoveAll<IConnector>();
            services.AddSingleton<IConnector>(provider => new SendingConnector(new CloudApiConnector(
                new HttpClient(_network) { Timeout = Timeout.InfiniteTimeSpan },
                Options.Create(new CloudApiOptions { BaseUrl = new Uri("http://localhost:1") }),
                provider.GetRequiredService<TimeProvider>(),
                new Random(1))));
        });
        _sender = new Sender(_world, new Clinic(_world.Start(), "acme").Open());
    }

    private DateTimeOffset Now => _world.World.Time.GetUtcNow();

    public void Dispose()
    {
        _world.Dispose();
        _network.Dispose();
    }

    [Fact]
    public void Send_WhenTheProviderIsAwayForAnHour_GoesOutInOrderAfterwards_WithoutHammeringIt()
    {
        _network.IsAway = true;
        string[] texts = [.. Enumerable.Range(1, 20).Select(number => $"number {number}")];
        foreach (var text in texts)
        {
            _sender.Send(text);
            _world.World.RunFor(TimeSpan.FromMinutes(3));
        }

        _network.Calls.ShouldBeLessThan(100);
        _network.IsAway = false;
        _world.World.RunFor(TimeSpan.FromMinutes(6));

        _network.Taken.ShouldBe(texts);
    }

    [Fact]
    public void Send_WhenTheProviderIsAwayForLongerThanItMayWait_Expires_AndTheNextGoesOut()
    {
        _network.IsAway = true;
        var late = _sender.Send("late", r => r with { ExpiresAt = Now.AddMinutes(30) });
        _world.World.RunFor(TimeSpan.FromMinutes(1));
        var next = _sender.Send("next");
        _world.World.RunFor(TimeSpan.FromHours(1));
        _network.IsAway = false;
        _world.World.RunFor(TimeSpan.FromMinutes(6));

        _sender.Row(late).Status.ShouldBe(MessageStatus.Expired);
        _sender.Row(next).Status.ShouldBe(MessageStatus.Sent);
        _network.Taken.ShouldBe(["next"]);
    }

    [Fact]
    public void Send_WhenTheBreakerOpenedInABurst_GoesOutOnceItHasClosedAgain()
    {
        _network.IsAway = true;
        _world.As("acme", _ => _sender.Clinic.Channel.Stop());
        string[] ids = [.. Enumerable.Range(1, 10).Select(number => _sender.Send("to " + number, phone: "551198765" + (1000 + number)))];
        _world.As("acme", _ => _sender.Clinic.Channel.Start());
        _world.World.RunFor(TimeSpan.FromSeconds(3));
        _network.Calls.ShouldBe(5, "the breaker judges after five attempts");

        _network.IsAway = false;
        _world.World.RunFor(TimeSpan.FromMinutes(2));

        ids.Select(id => _sender.Row(id).Status).ShouldAllBe(status => status == MessageStatus.Sent);
    }
}
