using System.Collections.Concurrent;
using System.Globalization;
using System.Net.Sockets;
using OrleansWa.Testing.Http;
using OrleansWa.Testing.Product;
using OrleansWa.Testing.WhatsApp;
using Shouldly;

namespace OrleansWa.Testing.Crashes;

/// <summary>
/// Patients who write at once over several connections, each message signed like Meta's. A message that was not acknowledged is sent again
/// later under the same id, before what the same patient wrote after it: so Meta does, and so the order of each patient stays.
/// </summary>
public sealed class PatientBurst
{
    private readonly string _tenant;
    private readonly byte[][][] _queues;
    private readonly int[] _positions;
    private readonly ConcurrentQueue<int> _refusals = new();
    private int _acknowledged;

    /// <summary>Messages that wait to be sent.</summary>
    public PatientBurst(string tenant, string appSecret, int people, int messagesEach, int connections)
    {
        (_tenant, People, MessagesEach) = (tenant, people, messagesEach);
        _positions = new int[connections];
        _queues =
        [
            .. Enumerable.Range(0, connections).Select(connection =>
                (from number in Enumerable.Range(0, messagesEach)
                 from person in Enumerable.Range(0, people)
                 where person % connections == connection
                 let body = WebhookBodies.Text(ClinicNumbers.PhoneNumberId(tenant), Phone(person), $"wamid.{person}.{number}", Text(person, number))
                 select WebhookBodies.Post("/webhooks/whatsapp", body, appSecret)).ToArray()),
        ];
    }

    /// <summary>Patients.</summary>
    public int People { get; }

    /// <summary>Messages of each.</summary>
    public int MessagesEach { get; }

    /// <summary>All messages.</summary>
    public int Total => People * MessagesEach;

    /// <summary>Messages answered 200 so far.</summary>
    public int Acknowledged => Volatile.Read(ref _acknowledged);

    /// <summary>Status of every answer that was not 200.</summary>
    public IReadOnlyCollection<int> Refusals => _refusals;

    /// <summary>Phone of a patient.</summary>
    public static string Phone(int person) => "55119" + (80_000_000 + person).ToString(CultureInfo.InvariantCulture);

    /// <summary>A patient's message.</summary>
    public static string Text(int person, int number) => $"m{number} de {Phone(person)}";

    /// <summary>Sends until all is acknowledged; at the given count the product is ended meanwhile, and what is under way fails.</summary>
    public async Task Send(int port, int endAt = int.MaxValue, Func<Task>? end = null)
    {
        var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var workers = Task.WhenAll(_queues.Select((_, connection) => Work(connection, port, endAt, reached)));
        if (end is not null && await Task.WhenAny(reached.Task, workers) == reached.Task)
        {
            await end();
        }

        await workers;
    }

    /// <summary>What the emulator accepted for each person is the echo of all messages in their order, but for those that are visibly unknown.</summary>
    public void ShouldBeAnsweredInOrder(EmulatorControl emulator, IReadOnlyCollection<string> unknown)
    {
        var accepted = emulator.Model.Messages(phoneNumberId: ClinicNumbers.PhoneNumberId(_tenant), limit: 200_000).Reverse().ToLookup(m => m.WaId, BodyOf);
        for (var person = 0; person < People; person++)
        {
            var expected = Enumerable.Range(0, MessagesEach).Select(number => "eco " + Text(person, number)).ToList();
            var sent = accepted[Phone(person)].ToList();
            expected.Where(text => !unknown.Contains(text) || sent.Contains(text)).ShouldBe(sent, Phone(person));
        }
    }

    private static string BodyOf(CloudApiEmulator.AcceptedMessage message) => message.Content!.Value.GetProperty("text").GetProperty("body").GetString()!;

    private async Task Work(int connection, int port, int endAt, TaskCompletionSource reached)
    {
        try
        {
            using var open = await LoadConnection.Open(port);
            for (; _positions[connection] < _queues[connection].Length; _positions[connection]++)
            {
                var status = await open.Send(_queues[connection][_positions[connection]]);
                if (status != 200)
                {
                    _refusals.Enqueue(status);
                    return;
                }

                if (Interlocked.Increment(ref _acknowledged) == endAt)
                {
                    reached.TrySetResult();
                }
            }
        }
        catch (Exception e) when (e is IOException or SocketException)
        {
            // The product was ended; what is not acknowledged is sent again after its next start.
        }
    }
}
