using System.Text.Json.Nodes;
using OrleansWa.CloudApiEmulator;

namespace OrleansWa.Testing.Product;

/// <summary>Waits for what must come, on signals or by round trips; never for time. What has not come after two minutes is a failure.</summary>
public static class Waiting
{
    // Twice what a message of unknown outcome may hold its followers back.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    /// <summary>Returns when the condition holds; it is looked at now and after each signal of the emulator.</summary>
    public static async Task Until(this EmulatorControl emulator, Func<bool> condition, string what)
    {
        var met = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        void Look()
        {
            if (condition())
            {
                met.TrySetResult();
            }
        }

        void OnMessage(AcceptedMessage message) => Look();
        void OnWebhook(WebhookAttempt attempt) => Look();
        emulator.Model.MessageAccepted += OnMessage;
        emulator.Model.WebhookAttempted += OnWebhook;
        try
        {
            Look();
            await met.Task.WaitAsync(Patience);
        }
        catch (TimeoutException)
        {
            throw new TimeoutException($"Not within {Patience}: {what}.");
        }
        finally
        {
            emulator.Model.MessageAccepted -= OnMessage;
            emulator.Model.WebhookAttempted -= OnWebhook;
        }
    }

    /// <summary>Returns when the patient's phone shows so many messages of the business.</summary>
    public static Task UntilAnswered(this EmulatorControl emulator, string tenantId, string phone, int count) => emulator.Until(
        () => Answers(emulator, tenantId, phone).Count >= count, $"{count} answers to {phone}");

    /// <summary>Texts that the business sent to a patient, in order.</summary>
    public static IReadOnlyList<string> Answers(this EmulatorControl emulator, string tenantId, string phone) =>
        [.. emulator.Model.Chat(phone, ClinicNumbers.PhoneNumberId(tenantId)).Where(entry => !entry.FromPatient).Select(entry => entry.Text)];

    /// <summary>Reads again and again until the answer is as wanted; each look is a round trip.</summary>
    public static async Task<JsonNode> GetUntil(this ProductClient client, string path, Func<JsonNode, bool> wanted)
    {
        var deadline = TimeProvider.System.GetTimestamp() + ((long)Patience.TotalSeconds * TimeProvider.System.TimestampFrequency);
        var answer = await client.Get(path);
        while (!wanted(answer))
        {
            if (TimeProvider.System.GetTimestamp() > deadline)
            {
                throw new TimeoutException($"{path} did not become what was waited for; last: {answer.ToJsonString()}");
            }

            answer = await client.Get(path);
        }

        return answer;
    }

    /// <summary>Asks again and again without a key until the answer is as wanted; each look is a round trip.</summary>
    public static async Task<ApiAnswer> Until(this RawApi api, string path, Func<ApiAnswer, bool> wanted)
    {
        var deadline = TimeProvider.System.GetTimestamp() + ((long)Patience.TotalSeconds * TimeProvider.System.TimestampFrequency);
        var answer = await api.Call("GET", path);
        while (!wanted(answer))
        {
            if (TimeProvider.System.GetTimestamp() > deadline)
            {
                throw new TimeoutException($"{path} did not become what was waited for; last: {answer.Text}");
            }

            answer = await api.Call("GET", path);
        }

        return answer;
    }

    /// <summary>All rows of a list, page by page.</summary>
    public static async Task<List<JsonNode>> All(this ProductClient client, string path, int limit = 200)
    {
        var rows = new List<JsonNode>();
        string? cursor = null;
        do
        {
            var mark = path.Contains('?', StringComparison.Ordinal) ? '&' : '?';
            var page = await client.Get($"{path}{mark}limit={limit}" + (cursor is null ? "" : "&cursor=" + Uri.EscapeDataString(cursor)));
            rows.AddRange(page["items"]!.AsArray().Select(row => row!));
            cursor = page["nextCursor"]?.GetValue<string>();
        }
        while (cursor is not null);

        return rows;
    }
}
