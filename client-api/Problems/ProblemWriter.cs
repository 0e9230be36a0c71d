using System.Collections.Immutable;
using System.Diagnostics;
using Microsoft.AspNetCore.WebUtilities;
using OrleansWa.ClientApi.Json;
using OrleansWa.Contracts;

namespace OrleansWa.ClientApi.Problems;

/// <summary>Answers a problem.</summary>
internal static class ProblemWriter
{
    private const string ContentType = "application/problem+json; charset=utf-8";

    public static Task WriteAsync(
        HttpContext context, int status, string code, string detail, ImmutableArray<FieldError> errors = default, TimeSpan? retryAfter = null)
    {
        var response = context.Response;
        response.StatusCode = status;
        response.Headers.XContentTypeOptions = "nosniff";
        if (retryAfter is { } wait)
        {
            response.Headers.RetryAfter = Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds)).ToString(System.Globalization.CultureInfo.InvariantCulture);
        }

        var problem = new Problem(
            $"urn:orleanswa:problem:{code}",
            ReasonPhrases.GetReasonPhrase(status),
            status,
            detail,
            context.Request.Path.Value ?? "/",
            TraceId(context),
            code,
            ByField(errors));
        return HttpMethods.IsHead(context.Request.Method)
            ? Task.CompletedTask
            : response.WriteAsJsonAsync(problem, ApiJson.Options, ContentType, CancellationToken.None);
    }

    /// <summary>The trace of the request, as logs carry it.</summary>
    public static string TraceId(HttpContext context) => Activity.Current?.TraceId.ToString() ?? context.TraceIdentifier;

    private static SortedDictionary<string, string[]>? ByField(ImmutableArray<FieldError> errors)
    {
        if (errors.IsDefaultOrEmpty)
        {
            return null;
        }

        var fields = errors.GroupBy(error => error.Field, error => error.Message, StringComparer.Ordinal);
        return new SortedDictionary<string, string[]>(fields.ToDictionary(field => field.Key, field => field.ToArray()), StringComparer.Ordinal);
    }
}
