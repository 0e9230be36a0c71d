using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using OrleansWa.Contracts.Messages;
using OrleansWa.Storage.Sqlite;
using OrleansWa.Testing.Silo;
using OrleansWa.Testing.Stores;

namespace OrleansWa.Grains.Tests.Messages;

/// <summary>A claim that is stored although its answer is lost, as when a database server dies in its commit.</summary>
public sealed class LostClaimTests
{
    [Fact]
    public void Dispatch_WhenTheAnswerOfAClaimIsLost_SendsEachMessageOnce()
    {
        LostClaims? store = null;
        using var world = new SiloWorld(seed: 1, configure: services =>
        {
            services.RemoveAll<IMessageStore>();
            services.AddSingleton<IMessageStore>(provider => store = new LostClaims(provider.GetRequiredService<SqliteStore>().Messages));
        });
        var clinic = new Clinic(world.Start(), "acme").Open(Clinic.EchoFlow);
        store!.Lost = 3;
        for (var person = 0; person < 5; person++)
        {
            clinic.Write("551198765430" + person, "oi");
        }

        world.World.RunFor(TimeSpan.FromSeconds(30));

        world.WhatsApp.Sent.Count.ShouldBe(5);
        world.WhatsApp.Sent.Select(sent => sent.To).Distinct().Count().ShouldBe(5);
        store.Lost.ShouldBe(0);
    }

    private sealed class LostClaims(IMessageStore inner) : MessageStoreDecorator(inner)
    {
        public int Lost { get; set; }

        public override async ValueTask<ClaimResult> Claim(ClaimRequest request, CancellationToken ct = default)
        {
            var claim = await base.Claim(request, ct);
            if (claim.Messages.Count == 0 || Lost == 0)
            {
                return claim;
            }

            Lost--;
            throw new IOException("The answer was lost.");
        }
    }
}
