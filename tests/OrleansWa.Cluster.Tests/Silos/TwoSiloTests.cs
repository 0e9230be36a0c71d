using OrleansWa.Contracts;
using OrleansWa.Contracts.Channels;
using OrleansWa.Contracts.Directory;
using OrleansWa.Contracts.Tenants;
using OrleansWa.Testing.Postgres;
using OrleansWa.Testing.Silo;

namespace OrleansWa.Cluster.Tests.Silos;

/// <summary>What only a cluster has: grains on different silos, and silos that go.</summary>
[Collection(PostgresCollection.Name)]
public sealed class TwoSiloTests(PostgresServer postgres)
{
    private const string Ana = "5511987654321";

    [Fact]
    public async Task Stop_WhenAFlowWaitsForAnAnswer_TheOtherSiloGoesOnWithIt()
    {
        await using var silos = await TwoSilos.Start(await postgres.NewDatabase());
        var clinic = await new ClusterClinic(silos, "acme").Open(Clinic.GreetingFlow);
        await clinic.Write(Ana, "oi");
        await silos.WhatsApp.UntilSent(1);

        await silos.Stop(silos.SiloOf(clinic.Channel)!);
        await clinic.Write(Ana, "Ana Souza");
        await silos.WhatsApp.UntilSent(2);

        silos.WhatsApp.Chat(Ana).ShouldBe(["Qual é o seu nome?", "Olá Ana Souza!"]);
        silos.Running.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Kill_WhenMessagesAreAcknowledged_EachIsAnsweredOnceAndInOrder()
    {
        await using var silos = await TwoSilos.Start(await postgres.NewDatabase());
        TwoSilos.Place(silos.Running[0]);
        var clinic = await new ClusterClinic(silos, "acme").Open(Clinic.EchoFlow);
        RequestContext.Clear();
        var people = Enumerable.Range(0, 20).Select(i => "55119800000" + (10 + i)).ToList();

        var writing = Task.WhenAll(people.Select(async person =>
        {
            for (var i = 0; i < 15; i++)
            {
                await clinic.Write(person, "m" + i);
            }
        }));
        await silos.WhatsApp.UntilSent(60);
        await silos.Kill(silos.SiloOf(clinic.Channel)!);
        await writing;
        await silos.WhatsApp.UntilSent(people.Count * 15);

        silos.WhatsApp.Doubled().ShouldBeEmpty();
        foreach (var person in people)
        {
            silos.WhatsApp.Chat(person).ShouldBe(Enumerable.Range(0, 15).Select(i => "eco m" + i), person);
        }
    }

    [Fact]
    public async Task Kill_WhenAGrainWasThere_TheNextCallFindsItOnTheOther()
    {
        await using var silos = await TwoSilos.Start(await postgres.NewDatabase());
        var clinic = await new ClusterClinic(silos, "acme").Open(Clinic.EchoFlow);
        var silo = silos.SiloOf(clinic.Channel)!;

        await silos.Kill(silo);
        var view = await ClusterClinic.Patiently(() => CallScope.EnterTenant("acme"), () => clinic.Channel.Get());

        view.Status.ShouldBe(ChannelStatus.Connected);
        silos.SiloOf(clinic.Channel)!.SiloAddress.ShouldNotBe(silo.SiloAddress);
    }

    [Fact]
    public async Task Call_WhenTheGrainIsOnTheOtherSilo_TheTenantFilterHolds()
    {
        await using var silos = await TwoSilos.Start(await postgres.NewDatabase());
        foreach (var silo in silos.Running.ToList())
        {
            var tenant = "t" + silo.InstanceNumber;
            TwoSilos.Place(silo);
            var clinic = await new ClusterClinic(silos, tenant).Open(Clinic.EchoFlow);
            silos.SiloOf(clinic.Channel)!.SiloAddress.ShouldBe(silo.SiloAddress);
            RequestContext.Clear();

            CallScope.EnterTenant("evil");
            var refused = await Should.ThrowAsync<ProblemException>(() => clinic.Channel.Get());
            refused.Code.ShouldBe("foreign_tenant");
            refused.Kind.ShouldBe(ProblemKind.Forbidden);
            RequestContext.Clear();
            (await Should.ThrowAsync<ProblemException>(() => clinic.Channel.Get())).Code.ShouldBe("scope_missing");
            CallScope.EnterTenant(tenant);
            (await clinic.Channel.Get()).Status.ShouldBe(ChannelStatus.Connected);
            RequestContext.Clear();
        }
    }

    [Fact]
    public async Task Call_WhenOneSilosGrainCallsTheOthers_ScopeAndProblemsTravel()
    {
        await using var silos = await TwoSilos.Start(await postgres.NewDatabase());
        CallScope.EnterTenant("acme");
        TwoSilos.Place(silos.Running[0]);
        var tenant = silos.Client.GetGrain<ITenantGrain>(GrainKeys.Tenant("acme"));
        await tenant.Create(new CreateTenant("Clínica", "America/Sao_Paulo", "pt-BR", null, null));
        TwoSilos.Place(silos.Running[1]);
        var channel = silos.Client.GetGrain<IChannelGrain>(GrainKeys.Channel("acme", "main"));

        // The channel asks its tenant, on the other silo, for its time zone.
        await channel.Create(new CreateChannel(ConnectorKind.CloudApi, ChannelRole.Main, "Recepção", "token", new CloudApiSettings("pn", "waba"), null));

        silos.SiloOf(tenant)!.SiloAddress.ShouldNotBe(silos.SiloOf(channel)!.SiloAddress);
        var invalid = await Should.ThrowAsync<ProblemException>(() => channel.Update(new UpdateChannel(new string('x', 1_000), null, null, null)));
        invalid.Errors.ShouldNotBeEmpty();
        invalid.Errors[0].Field.ShouldBe("displayName");
    }

    [Fact]
    public async Task Directory_WhenAskedThroughEitherSilo_ShowsWhatBothWrote()
    {
        await using var silos = await TwoSilos.Start(await postgres.NewDatabase());
        foreach (var silo in silos.Running)
        {
            TwoSilos.Place(silo);
            await new ClusterClinic(silos, "t" + silo.InstanceNumber).Open(Clinic.EchoFlow);
            RequestContext.Clear();
        }

        CallScope.EnterPlatform();
        var page = await silos.Client.GetGrain<IPlatformDirectoryGrain>(GrainKeys.Platform("directory")).Tenants(new PageRequest(10, null));

        page.Items.Select(t => t.Id).ShouldBe(["t0", "t1"]);
    }
}
