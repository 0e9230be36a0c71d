using System.Text.Json;
using OrleansWa.Contracts.Channels;
using Polly;
using Polly.Retry;

namespace OrleansWa.Connectors.CloudApi;

/// <summary>
/// Proves that a token owns a number and that webhooks will come: reads the number, finds it in the account, subscribes the app. Every step may
/// be repeated, so each is tried up to three times.
/// </summary>
internal sealed class ConnectSteps(GraphClient graph, TimeProvider time, Random random)
{
    private const string AllFields =
        "id,display_phone_number,verified_name,quality_rating,name_status,status,throughput,messaging_limit_tier,whatsapp_business_manager_messaging_limit";

    private const string BasicFields = "id,display_phone_number,verified_name,quality_rating,name_status,status";
    private const int PagesMax = 10;
    private const int RetriesMax = 2;

    private static readonly TimeSpan WholeLimit = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan CallLimit = TimeSpan.FromSeconds(6);
    private static readonly TimeSpan FirstDelay = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan MaxDelay = TimeSpan.FromSeconds(2);

    private readonly ResiliencePipeline<GraphReply> _retry = CreateRetry(time, random);

    /// <summary>All steps, within 15 s. Throws only when the caller cancels.</summary>
    public async Task<ConnectOutcome> Run(ConnectorAccount account, CancellationToken ct)
    {
        using var limit = new CancellationTokenSource(WholeLimit, time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(ct, limit.Token);
        try
        {
            return await Check(account, both.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return ConnectProblems.Of(ConnectProblems.ProviderUnreachable, $"no answer within {WholeLimit.TotalSeconds:0} s.");
        }
    }

    private static ResiliencePipeline<GraphReply> CreateRetry(TimeProvider time, Random random) =>
        new ResiliencePipelineBuilder<GraphReply> { TimeProvider = time }
            .AddRetry(new RetryStrategyOptions<GraphReply>
            {
                MaxRetryAttempts = RetriesMax,
                BackoffType = DelayBackoffType.Exponential,
                Delay = FirstDelay,
                MaxDelay = MaxDelay,
                UseJitter = true,
                Randomizer = () => Draw(random),
                ShouldHandle = static args => ValueTask.FromResult(args.Outcome.Result is { } reply && ConnectAnswers.IsTransient(reply)),
            })
            .Build();

    // A Random is not safe for two channels that connect at once.
    private static double Draw(Random random)
    {
        lock (random)
        {
            return random.NextDouble();
        }
    }

    private async Task<ConnectOutcome> Check(ConnectorAccount account, CancellationToken ct)
    {
        var reply = await ReadNumber(account, ct).ConfigureAwait(false);
        if (ConnectAnswers.ProblemOf(reply, ConnectProblems.NumberNotFound, ConnectProblems.ProviderRefused) is { } problem)
        {
            return problem;
        }

        var number = ConnectAnswers.NumberOf(reply);
        return ConnectAnswers.ProblemOfStatus(reply.Json.Text("status"u8), number)
            ?? await CheckOwnership(account, ct).ConfigureAwait(false)
            ?? await Subscribe(account, ct).ConfigureAwait(false)
            ?? new ConnectOutcome(null, Transient: false, number);
    }

    // A version that lacks one of the fields refuses them all; the basic ones exist in every version.
    private async Task<GraphReply> ReadNumber(ConnectorAccount account, CancellationToken ct)
    {
        var reply = await Call(HttpMethod.Get, $"{account.AccountId}?fields={AllFields}", account, ct).ConfigureAwait(false);
        return ConnectAnswers.IsUnknownField(reply)
            ? await Call(HttpMethod.Get, $"{account.AccountId}?fields={BasicFields}", account, ct).ConfigureAwait(false)
            : reply;
    }

    private async Task<ConnectOutcome?> CheckOwnership(ConnectorAccount account, CancellationToken ct)
    {
        var after = string.Empty;
        for (var page = 0; page < PagesMax; page++)
        {
            var path = $"{account.BusinessAccountId}/phone_numbers?fields=id&limit=100{after}";
            var reply = await Call(HttpMethod.Get, path, account, ct).ConfigureAwait(false);
            if (ConnectAnswers.ProblemOf(reply, ConnectProblems.NumberNotInAccount, ConnectProblems.ProviderRefused) is { } problem)
            {
                return problem;
            }

            if (Contains(reply.Json, account.AccountId))
            {
                return null;
            }

            if (NextCursor(reply.Json) is not { } cursor)
            {
                break;
            }

            after = $"&after={Uri.EscapeDataString(cursor)}";
        }

        return ConnectProblems.Of(ConnectProblems.NumberNotInAccount, null);
    }

    // Posting again changes nothing, except that it clears a callback URL that somebody set for this app on this account alone.
    private async Task<ConnectOutcome?> Subscribe(ConnectorAccount account, CancellationToken ct)
    {
        var reply = await Call(HttpMethod.Post, $"{account.BusinessAccountId}/subscribed_apps", account, ct).ConfigureAwait(false);
        var problem = ConnectAnswers.ProblemOf(reply, ConnectProblems.NumberNotInAccount, ConnectProblems.SubscriptionFailed);
        return problem is not null || reply.Json.Member("success"u8).ValueKind == JsonValueKind.True
            ? problem
            : ConnectProblems.Of(ConnectProblems.SubscriptionFailed, "Meta did not confirm it.");
    }

    private async Task<GraphReply> Call(HttpMethod method, string path, ConnectorAccount account, CancellationToken ct) =>
        await _retry.ExecuteAsync(
            static async (state, token) => await state.graph.Call(state.call, token).ConfigureAwait(false),
            (graph, call: new GraphCall(method, path, account.AccessToken, CallLimit)),
            ct).ConfigureAwait(false);

    private static bool Contains(JsonElement page, string phoneNumberId)
    {
        foreach (var item in page.Items("data"u8))
        {
            if (item.Text("id"u8) == phoneNumberId)
            {
                return true;
            }
        }

        return false;
    }

    private static string? NextCursor(JsonElement page)
    {
        var paging = page.Member("paging"u8);
        return paging.NonEmptyText("next"u8) is null ? null : paging.Member("cursors"u8).NonEmptyText("after"u8);
    }
}
