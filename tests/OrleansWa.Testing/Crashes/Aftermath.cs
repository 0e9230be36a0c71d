using System.Text.Json.Nodes;
using OrleansWa.CloudApiEmulator;
using OrleansWa.Testing.Product;
using Shouldly;

namespace OrleansWa.Testing.Crashes;

/// <summary>What must be found once the product has come back: nothing lost, nothing twice, each person's messages in order.</summary>
public static class Aftermath
{
    /// <summary>An emulator without limits, which tries statuses again soon when the product was away.</summary>
    public static Task<EmulatorControl> Meta() => EmulatorControl.Start(options =>
    {
        options.RetryDelay = TimeSpan.FromMilliseconds(200);
        options.RetryDelayMax = TimeSpan.FromSeconds(1);
        options.Faults = new Faults { ThroughputPerSecond = 0, PairLimit = false, Window = WindowRule.Off, BatchSize = 50 };
    });

    /// <summary>All is in the history once, each with its one reply.</summary>
    /// <returns>Texts of replies whose outcome is visibly unknown.</returns>
    public static async Task<IReadOnlyCollection<string>> AllHandledOnce(EmulatorControl emulator, ProductClient client, PatientBurst burst)
    {
        var unknown = new List<string>();
        var conversations = await client.All("/api/v1/conversations");
        conversations.Count.ShouldBe(burst.People);
        foreach (var conversation in conversations)
        {
            var rows = await Settled(client, conversation["id"]!.GetValue<string>(), burst.MessagesEach * 2);
            var phone = conversation["contact"]!["phone"]!.GetValue<string>();
            var written = Enumerable.Range(0, burst.MessagesEach).Select(number => $"m{number} de {phone}").ToList();

            Texts(rows, "in").ShouldBe(written, phone);
            Texts(rows, "out").ShouldBe(written.Select(text => "eco " + text), phone);
            unknown.AddRange(Texts([.. rows.Where(row => row["status"]!.GetValue<string>() is "unknown" or "failed")], "out"));
            rows.Where(row => row["status"]!.GetValue<string>() == "failed").Select(row => row["error"]!["code"]!.GetValue<string>()).Distinct()
                .ShouldBeSubsetOf(["outcome_unknown"]);
        }

        emulator.Model.DuplicateSends().ShouldBeEmpty();
        burst.ShouldBeAnsweredInOrder(emulator, unknown);
        return unknown;
    }

    /// <summary>The one conversation has so many messages, and nothing is on its way any more.</summary>
    public static async Task SettledHistory(ProductClient client, int messages)
    {
        var conversations = await client.All("/api/v1/conversations");
        await Settled(client, conversations.ShouldHaveSingleItem()["id"]!.GetValue<string>(), messages);
    }

    // Until nothing is on its way any more: every reply was taken by WhatsApp, or its outcome is visibly unknown. Oldest first.
    private static async Task<IReadOnlyList<JsonNode>> Settled(ProductClient client, string conversation, int messages)
    {
        var path = $"/api/v1/conversations/{conversation}/messages?limit=200";
        var page = await client.GetUntil(
            path,
            answer => answer["items"]!.AsArray().Count >= messages
                && answer["items"]!.AsArray().All(row => row!["status"]!.GetValue<string>() is not ("pending" or "sending")));
        page["items"]!.AsArray().Count.ShouldBe(messages);
        return [.. page["items"]!.AsArray().Reverse().Select(row => row!)];
    }

    private static IReadOnlyList<string> Texts(IReadOnlyList<JsonNode> rows, string direction) =>
        [.. rows.Where(row => row["direction"]!.GetValue<string>() == direction).Select(row => row["text"]!["body"]!.GetValue<string>())];
}
