using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using OrleansWa.Contracts;
using OrleansWa.Contracts.Contacts;
using OrleansWa.Contracts.Webhooks;
using OrleansWa.Testing.Product;
using OrleansWa.Testing.Silo;

namespace OrleansWa.Benchmarks;

/// <summary>What an active conversation in the middle of a flow costs.</summary>
internal static class MemoryBenchmarks
{
    private const int Conversations = 50_000;
    private const int PerCall = 500;

    public static async Task Run(Report report)
    {
        await using var product = await ProductHost.Start();
        await product.OpenClinic("bench", Clinic.GreetingFlow);
        var silo = product.App.Services.GetRequiredService<EmbeddedSilo>();
        await Talk(product, 0, 1_000);
        var (heap, rss) = Now();
        await Talk(product, 1_000, Conversations);
        var (heapAfter, rssAfter) = Now();
        var active = silo.GetActivations().Count(a => a.GrainId.Type.ToString() == "wa.conversation");
        report.Figure("conversations active", active, "");
        report.Figure("managed heap per active conversation", (heapAfter - heap) / 1024.0 / Conversations, "KB");
        report.Figure("working set per active conversation (emulator included)", (rssAfter - rss) / 1024.0 / Conversations, "KB");
    }

    private static async Task Talk(ProductHost product, int from, int count)
    {
        var answered = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var left = count;
        product.Emulator.Model.MessageAccepted += OnAccepted;
        CallScope.EnterPlatform();
        var intake = Clinic.Intake(product.App.Services.GetRequiredService<IGrainFactory>());
        for (var i = from; i < from + count; i += PerCall)
        {
            await intake.Append(Clinic.Batch(Enumerable.Range(i, PerCall).Select(Message).ToImmutableArray()));
        }

        await answered.Task;
        product.Emulator.Model.MessageAccepted -= OnAccepted;

        void OnAccepted(CloudApiEmulator.AcceptedMessage message)
        {
            if (Interlocked.Decrement(ref left) == 0)
            {
                answered.SetResult();
            }
        }
    }

    private static WebhookMessage Message(int n)
    {
        var phone = "55119" + (10_000_000 + n).ToString(CultureInfo.InvariantCulture);
        return new WebhookMessage
        {
            AccountId = ProductHost.PhoneNumberId("bench"),
            WhatsAppId = "wamid.memory" + n.ToString(CultureInfo.InvariantCulture),
            Type = "text",
            Sender = new ContactIdentity([new ContactAlias(AliasKind.Phone, "", phone)], phone, "Pessoa"),
            Timestamp = TimeProvider.System.GetUtcNow(),
            Text = "oi",
            Json = """{"type":"text","text":{"body":"oi"}}""",
        };
    }

    private static (long Heap, long WorkingSet) Now()
    {
        GC.Collect(2, GCCollectionMode.Forced, blocking: true, compacting: true);
        GC.WaitForPendingFinalizers();
        var heap = GC.GetTotalMemory(forceFullCollection: true);
        using var self = Process.GetCurrentProcess();
        return (heap, self.WorkingSet64);
    }
}
