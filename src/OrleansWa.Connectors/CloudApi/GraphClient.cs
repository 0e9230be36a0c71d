using System.Net.Http.Headers;
using Microsoft.Extensions.Options;

namespace OrleansWa.Connectors.CloudApi;

/// <summary>Makes one HTTP attempt and says truthfully what is known of it afterwards.</summary>
internal sealed class GraphClient(HttpClient http, IOptions<CloudApiOptions> options, TimeProvider time)
{
    private readonly string _prefix = $"{options.Value.BaseUrl.AbsoluteUri.TrimEnd('/')}/{options.Value.Version}/";

    /// <summary>Whether a text can be an id in a path. Anything else could name another path than the one that is meant.</summary>
    public static bool IsNodeId(string id) => id.Length is > 0 and <= 64 && id.All(char.IsAsciiLetterOrDigit);

    /// <summary>Whether a text can be a token in a header.</summary>
    public static bool IsToken(string token) => token.Length > 0 && token.All(c => c is > ' ' and <= '~');

    /// <summary>
    /// Calls once. Throws only <see cref="OperationCanceledException"/>, and only when the caller cancelled and Meta cannot have taken a body.
    /// </summary>
    public async Task<GraphReply> Call(GraphCall call, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        using var limit = new CancellationTokenSource(call.Limit, time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(ct, limit.Token);
        using var request = Request(call);
        try
        {
            using var response = await http.SendAsync(request, HttpCompletionOption.ResponseContentRead, both.Token).ConfigureAwait(false);
            var body = await response.Content.ReadAsByteArrayAsync(both.Token).ConfigureAwait(false);
            return GraphReply.Answered((int)response.StatusCode, body, RetryAfter(response.Headers.RetryAfter));
        }
        catch (Exception e)
        {
            var failure = FailureOf(e, request.Content as WatchedContent);
            if (ct.IsCancellationRequested && (failure == GraphFailure.NotSent || call.Body is null))
            {
                throw new OperationCanceledException(ct);
            }

            return new GraphReply(failure, Reason: ReasonOf(e, call, limit.IsCancellationRequested));
        }
    }

    private static GraphFailure FailureOf(Exception e, WatchedContent? content)
    {
        var unreached = e is HttpRequestException
        {
            HttpRequestError: HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError or HttpRequestError.SecureConnectionError,
        };
        return unreached || content is { Started: false } ? GraphFailure.NotSent : GraphFailure.NoAnswer;
    }

    private static string ReasonOf(Exception e, GraphCall call, bool limitReached) => e switch
    {
        _ when limitReached => $"no answer within {call.Limit.TotalSeconds:0} s",
        HttpRequestException { HttpRequestError: not HttpRequestError.Unknown } known => known.HttpRequestError.ToString(),
        _ => e.GetType().Name,
    };

    private HttpRequestMessage Request(GraphCall call)
    {
        var request = new HttpRequestMessage(call.Method, _prefix + call.Path);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", call.Token);
        request.Content = call.Body is { } body ? new WatchedContent(body) : null;
        return request;
    }

    private TimeSpan? RetryAfter(RetryConditionHeaderValue? header)
    {
        var wait = header?.Delta ?? (header?.Date - time.GetUtcNow());
        return wait > TimeSpan.Zero ? wait : null;
    }
}
