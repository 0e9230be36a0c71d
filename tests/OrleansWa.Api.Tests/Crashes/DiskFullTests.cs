using OrleansWa.Testing.Crashes;
using OrleansWa.Testing.Disks;
using OrleansWa.Testing.Product;
using OrleansWa.Testing.Silo;

namespace OrleansWa.Api.Tests.Crashes;

/// <summary>SQLite on a disk that is full, under load and at the start: nothing acknowledged is lost, and the product goes on by itself when there is room again.</summary>
public sealed class DiskFullTests
{
    private const string Tenant = "acme";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [SmallDiskFact]
    public async Task Disk_WhenItIsFullUnderLoadAndAtTheStart_IsAnswered503_AndTheProductGoesOnWhenThereIsRoom()
    {
        using var disk = SmallDisk.Mount(megabytes: 64);
        await using var emulator = await Aftermath.Meta();
        await using var product = new ProductProcess(emulator, $"--Storage:DataDirectory={disk.Directory}");
        await product.Start();
        using var client = await ClinicSetup.Open(product.Url, product.Admin, emulator, Tenant, Clinic.EchoFlow);
        var burst = new PatientBurst(Tenant, emulator.AppSecret, people: 40, messagesEach: 25, connections: 8);

        await burst.Send(product.Port, 200, () =>
        {
            disk.Fill();
            return Task.CompletedTask;
        });
        burst.Refusals.ShouldNotBeEmpty();
        burst.Refusals.ShouldAllBe(status => status == 503);
        (await product.Admin.All("/api/v1/tenants")).Count.ShouldBe(1, "what is stored can still be read");

        await product.Kill();
        disk.Fill();
        await product.Start();
        var refusals = burst.Refusals.Count;
        await burst.Send(product.Port);
        burst.Refusals.Count.ShouldBeGreaterThan(refusals, "a start makes no room");
        burst.Refusals.ShouldAllBe(status => status == 503);

        disk.Empty();
        await SendTheRest(burst, product);
        await Aftermath.AllHandledOnce(emulator, client, burst);
    }

    [SmallDiskFact]
    public async Task Start_WhenThereIsNoRoomForADatabase_LivesAndSaysWhy_AndServesOnceThereIs()
    {
        using var disk = SmallDisk.Mount(megabytes: 16);
        await using var emulator = await EmulatorControl.Start();
        await using var product = new ProductProcess(emulator, $"--Storage:DataDirectory={disk.Directory}");
        await product.Start();
        await product.Stop();
        foreach (var file in Directory.GetFiles(disk.Directory, "orleanswa.db*"))
        {
            File.Delete(file);
        }

        disk.Fill();
        product.Launch();
        await product.Answers("live");
        using var api = new RawApi(product.Url);
        var ready = await api.Until("/health/ready", answer => answer.Text.Contains("disk space", StringComparison.Ordinal));
        (ready.Status, ready.Code).ShouldBe((503, "not_ready"), ready.Text);

        disk.Empty();
        await product.Answers("ready");
        (await product.Admin.All("/api/v1/tenants")).ShouldBeEmpty();
    }

    private static async Task SendTheRest(PatientBurst burst, ProductProcess product)
    {
        using var limit = new CancellationTokenSource(Patience);
        while (burst.Acknowledged < burst.Total)
        {
            limit.Token.ThrowIfCancellationRequested();
            await burst.Send(product.Port);
        }
    }
}
