using System.Text.RegularExpressions;
using OrleansWa.Contracts;

namespace OrleansWa.ClientApi.Json;

/// <summary>The forms of ids. In a path an id of another form simply does not exist (404); in a body it is a mistake (400).</summary>
internal static partial class Ids
{
    private const string TenantForm = "Use 2 to 63 letters, digits, '_' or '-', beginning with a letter or digit.";
    private const string ThingForm = "Use 1 to 63 lower-case letters, digits, '_' or '-', beginning with a letter or digit.";

    public static string TenantInPath(string id) => IsTenant(id) ? id.ToLowerInvariant() : throw ProblemException.NotFound("tenant", Shown(id));

    public static string ChannelInPath(string id) => Thing().IsMatch(id) ? id : throw ProblemException.NotFound("channel", Shown(id));

    public static string FlowInPath(string id) => Thing().IsMatch(id) ? id : throw ProblemException.NotFound("flow", Shown(id));

    public static string KeyInPath(string id) => Thing().IsMatch(id) ? id : throw ProblemException.NotFound("api_key", Shown(id));

    public static string MessageInPath(string id) => Thing().IsMatch(id) ? id : throw ProblemException.NotFound("message", Shown(id));

    public static string DeadLetterInPath(string id) => Thing().IsMatch(id) ? id : throw ProblemException.NotFound("dead_letter", Shown(id));

    /// <summary>A conversation's id is <c>{channelId}.{contactId}</c>; a channel id holds no dot.</summary>
    public static (string ChannelId, string ContactId) ConversationInPath(string id)
    {
        var dot = id.IndexOf('.', StringComparison.Ordinal);
        return dot > 0 && Thing().IsMatch(id.AsSpan(0, dot)) && Thing().IsMatch(id.AsSpan(dot + 1))
            ? (id[..dot], id[(dot + 1)..])
            : throw ProblemException.NotFound("conversation", Shown(id));
    }

    public static string Conversation(string channelId, string contactId) => $"{channelId}.{contactId}";

    public static bool IsTenant(string id) => TenantId().IsMatch(id);

    public static bool IsThing(string id) => Thing().IsMatch(id);

    public static string TenantInBody(BodyCheck body, string field, string? id)
    {
        var text = body.Required(field, id, 63);
        if (text.Length > 0 && !IsTenant(text))
        {
            body.Add(field, TenantForm);
        }

        return text.ToLowerInvariant();
    }

    public static string ThingInBody(BodyCheck body, string field, string? id)
    {
        var text = body.Required(field, id, 63);
        if (text.Length > 0 && !IsThing(text))
        {
            body.Add(field, ThingForm);
        }

        return text;
    }

    private static string Shown(string id) => id.Length <= 80 ? id : id[..80];

    // \z, not $: '$' also fits before a line feed at the end.
    [GeneratedRegex(@"\A[A-Za-z0-9][A-Za-z0-9_-]{1,62}\z", RegexOptions.CultureInvariant)]
    private static partial Regex TenantId();

    [GeneratedRegex(@"\A[a-z0-9][a-z0-9_-]{0,62}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Thing();
}
