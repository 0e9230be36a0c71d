using System.Collections.Concurrent;
using System.Globalization;
using OrleansWa.CloudApiEmulator;
using OrleansWa.Testing.Product;
using OrleansWa.Testing.Silo;
using OrleansWa.Testing.WhatsApp;
using Xunit.Abstractions;

namespace OrleansWa.Api.Tests.Load;

/// <summary>
/// Many people write at once; each gets the own answers, all of them, once, in order. <c>OWA_LOAD=large</c> is 100,000 messages of 10,000 people over 64
/// connections.
/// </summary>
public sealed class RightPersonTests(ITestOutputHelper output)
{
    private const string Tenant = "acme";
    private static readonly bool IsLarge = Environment.GetEnvironmentVariable("OWA_LOAD") == "large";
    private static readonly int People = IsLarge ? 10_000 : 5_000;
    private static readonly int Messages = IsLarge ? 100_000 : 20_000;
    private static readonly int Connections = IsLarge ? 64 : 32;

    [Fact]
    public async Task Replies_WhenThousandsOfPeopleWriteAtOnce_GoToWhoeverWrote()
    {
        await using var emulator = await EmulatorControl.Start(options =>
            options.Faults = new Faults { ThroughputPerSecond = 0, PairLimit = false, Window = WindowRule.Off, BatchSize = 200 });
        await using var host = await ProductHost.Start(emulator);
        using var client = await host.OpenClinic(Tenant, Clinic.EchoFlow);
        var accepted = new ConcurrentQueue<(string To, string Text)>();
        var all = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        emulator.Model.MessageAccepted += message =>
        {
            accepted.Enqueue((message.WaId, message.Content!.Value.GetProperty("text").GetProperty("body").GetString()!));
            if (accepted.Count >= Messages)
            {
                all.TrySetResult();
            }
        };

        var started = TimeProvider.System.GetTimestamp();
        var (elapsed, _) = await Testing.Http.Load.Run(host.Port, Connections, Requests(host.AppSecret));
        await all.Task.WaitAsync(TimeSpan.FromMinutes(5));
        output.WriteLine($"{Messages} messages of {People} people over {Connections} connections: intake {Messages / elapsed.TotalSeconds:0}/s; all answered after {TimeProvider.System.GetElapsedTime(started).TotalSeconds:0.0} s");

        accepted.Where(reply => !reply.Text.EndsWith(" de " + reply.To, StringComparison.Ordinal)).ShouldBeEmpty();
        accepted.Count.ShouldBe(Messages);
        accepted.Distinct().Count().ShouldBe(Messages);
        emulator.Model.DuplicateSends().ShouldBeEmpty();
        OrderOfReplies(accepted).ShouldBe(OrderOfIntake(host));
    }

    private static List<byte[]> Requests(string appSecret) =>
    [
        .. Enumerable.Range(0, Messages).Select(i =>
        {
            var body = WebhookBodies.Text(ClinicNumbers.PhoneNumberId(Tenant), Phone(i % People), Wamid(i), Text(i));
            return WebhookBodies.Post("/webhooks/whatsapp", body, appSecret);
        }),
    ];

    private static string Phone(int person) => "55119" + (70_000_000 + person).ToString(CultureInfo.InvariantCulture);

    private static string Wamid(int i) => "wamid." + i.ToString(CultureInfo.InvariantCulture);

    private static string Text(int i) => $"{i} de {Phone(i % People)}";

    // Per person, the numbers of the messages.
    private static SortedDictionary<string, string> OrderOfReplies(IEnumerable<(string To, string Text)> replies) =>
        ByPerson(replies.Select(reply => int.Parse(reply.Text.Split(' ')[1], CultureInfo.InvariantCulture)));

    private static SortedDictionary<string, string> OrderOfIntake(ProductHost host)
    {
        const string Sql = "SELECT m.wamid FROM inbox i JOIN messages m ON m.tenant_id = i.tenant_id AND m.id = i.message_id ORDER BY i.seq";
        return ByPerson(Database.Column(host.DataDirectory, Sql).Select(id => int.Parse(id.Split('.')[^1], CultureInfo.InvariantCulture)));
    }

    private static SortedDictionary<string, string> ByPerson(IEnumerable<int> messages) => new(
        messages.GroupBy(i => Phone(i % People)).ToDictionary(person => person.Key, person => string.Join(' ', person)), StringComparer.Ordinal);
}
