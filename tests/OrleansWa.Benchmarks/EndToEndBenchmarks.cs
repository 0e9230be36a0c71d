using System.Diagnostics;
using System.Globalization;
using OrleansWa.Testing.Http;
using OrleansWa.Testing.Product;
using OrleansWa.Testing.WhatsApp;

namespace OrleansWa.Benchmarks;

/// <summary>Webhook in, flow, reply out and taken by WhatsApp: whole messages per second of a product in processes of its own.</summary>
internal static class EndToEndBenchmarks
{
    public const string Tenant = "bench";
    private const int Connections = 32;
    private const int People = 2_000;
    private const int WarmUp = 4_000;
    private const int Messages = 20_000;

    /// <summary>Sends webhooks and waits until each is answered; returns how many per second.</summary>
    public static async Task<double> Measure(EmulatorControl emulator, int port)
    {
        await Run(emulator, port, "w", WarmUp);
        return Messages / (await Run(emulator, port, "m", Messages)).TotalSeconds;
    }

    private static async Task<TimeSpan> Run(EmulatorControl emulator, int port, string prefix, int count)
    {
        var requests = Enumerable.Range(0, count).Select(i => WebhookBodies.Post(
            "/webhooks/whatsapp",
            WebhookBodies.Text(ClinicNumbers.PhoneNumberId(Tenant), "55119" + (80_000_000 + (i % People)).ToString(CultureInfo.InvariantCulture), $"wamid.{prefix}{i}", "oi"),
            emulator.AppSecret)).ToList();
        var answered = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var left = count;
        void OnAccepted(CloudApiEmulator.AcceptedMessage message)
        {
            if (Interlocked.Decrement(ref left) == 0)
            {
                answered.SetResult();
            }
        }

        emulator.Model.MessageAccepted += OnAccepted;
        var started = Stopwatch.GetTimestamp();
        await Load.Run(port, Connections, requests);
        await answered.Task;
        emulator.Model.MessageAccepted -= OnAccepted;
        return Stopwatch.GetElapsedTime(started);
    }
}
