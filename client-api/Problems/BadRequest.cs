using System.Text.Json;
using System.Text.RegularExpressions;
using OrleansWa.Contracts;

namespace OrleansWa.ClientApi.Problems;

/// <summary>Turns what the framework says of an unreadable request into the field, the place and the remedy.</summary>
internal static partial class BadRequest
{
    public static Task WriteAsync(HttpContext context, BadHttpRequestException bad)
    {
        if (bad.InnerException is JsonException json)
        {
            return WriteAsync(context, json);
        }

        if (bad.StatusCode != StatusCodes.Status400BadRequest)
        {
            context.Response.StatusCode = bad.StatusCode;
            return BareStatus.WriteAsync(context);
        }

        var parameter = BoundParameter().Match(bad.Message);
        return parameter.Success
            ? Invalid(context, parameter.Groups[1].Value, "The value has the wrong type or is missing.")
            : ProblemWriter.WriteAsync(context, bad.StatusCode, "bad_request", "The request is malformed or its body is empty; send a JSON object.");
    }

    private static Task WriteAsync(HttpContext context, JsonException json)
    {
        var field = json.Path is { Length: > 2 } path && path.StartsWith("$.", StringComparison.Ordinal) ? path[2..] : "";
        var named = NamedMember().Match(json.Message);
        var reason = "The value has the wrong type.";
        if (json.Message.StartsWith("The JSON property", StringComparison.Ordinal) && named.Success)
        {
            field = field.EndsWith(named.Groups[1].Value, StringComparison.Ordinal) ? field : Join(field, named.Groups[1].Value);
            reason = "There is no member of this name here.";
        }
        else if (json.Message.StartsWith("Duplicate", StringComparison.Ordinal))
        {
            field = named.Success ? named.Groups[1].Value : field;
            reason = "The member is given twice.";
        }
        else if (json.InnerException is JsonException || json.Message.Contains("invalid", StringComparison.Ordinal))
        {
            reason = "The body is no valid JSON from here on.";
        }

        return Invalid(context, field, $"{reason} Line {(json.LineNumber ?? 0) + 1}, byte {(json.BytePositionInLine ?? 0) + 1}.");
    }

    private static Task Invalid(HttpContext context, string field, string message) =>
        ProblemWriter.WriteAsync(
            context,
            StatusCodes.Status400BadRequest,
            "request_invalid",
            field.Length == 0 ? message : $"{field}: {message}",
            [new FieldError(field.Length == 0 ? "$" : field, message)]);

    private static string Join(string parent, string name) => parent.Length == 0 ? name : $"{parent}.{name}";

    [GeneratedRegex("'([^']*)'", RegexOptions.CultureInvariant)]
    private static partial Regex NamedMember();

    [GeneratedRegex("parameter \"\\S+ ([A-Za-z]+)\"", RegexOptions.CultureInvariant)]
    private static partial Regex BoundParameter();
}
