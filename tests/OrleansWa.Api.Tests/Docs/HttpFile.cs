using System.Text.RegularExpressions;

namespace OrleansWa.Api.Tests.Docs;

/// <summary>A request of a <c>.http</c> file, its variables not yet filled in.</summary>
/// <param name="Title">What stands behind <c>###</c>.</param>
/// <param name="Name">Of <c># @name</c>; later requests refer to its answer.</param>
/// <param name="Method">HTTP method.</param>
/// <param name="Url">Address.</param>
/// <param name="Headers">Headers.</param>
/// <param name="Body">Body; null for none.</param>
internal sealed record HttpFileRequest(string Title, string? Name, string Method, string Url, IReadOnlyList<(string Name, string Value)> Headers, string? Body);

/// <summary>The part of the <c>.http</c> format that examples.http uses: variables, names, requests between lines of <c>###</c>.</summary>
internal sealed partial class HttpFile
{
    private HttpFile(Dictionary<string, string> variables, IReadOnlyList<HttpFileRequest> requests, string text) =>
        (Variables, Requests, Text) = (variables, requests, text);

    /// <summary>Variables as written; their values may name others.</summary>
    public Dictionary<string, string> Variables { get; }

    /// <summary>The requests from top to bottom.</summary>
    public IReadOnlyList<HttpFileRequest> Requests { get; }

    private string Text { get; }

    public static HttpFile Parse(string text)
    {
        var variables = new Dictionary<string, string>(StringComparer.Ordinal);
        var requests = new List<HttpFileRequest>();
        foreach (var block in Separator().Split("\n" + text.ReplaceLineEndings("\n")))
        {
            if (Read(block.Split('\n'), variables) is { } request)
            {
                requests.Add(request);
            }
        }

        return new HttpFile(variables, requests, text);
    }

    /// <summary>Paths into the answer of a named request that the file uses, e.g. <c>items[0].id</c>.</summary>
    public IEnumerable<string> UsesOf(string name) =>
        Regex.Matches(Text, @"\{\{" + Regex.Escape(name) + @"\.response\.body\.([^}]+)\}\}").Select(match => match.Groups[1].Value).Distinct();

    private static HttpFileRequest? Read(string[] lines, Dictionary<string, string> variables)
    {
        var title = lines[0].Trim();
        string? name = null;
        var at = 1;
        for (; at < lines.Length && (lines[at].Length == 0 || lines[at][0] is '#' or '@'); at++)
        {
            if (Variable().Match(lines[at]) is { Success: true } variable)
            {
                variables[variable.Groups[1].Value] = variable.Groups[2].Value.Trim();
            }
            else if (NameLine().Match(lines[at]) is { Success: true } named)
            {
                name = named.Groups[1].Value;
            }
        }

        if (at == lines.Length)
        {
            return null;
        }

        var (method, url) = (lines[at].Split(' ')[0], lines[at].Split(' ', 2)[1].Trim());
        var headers = new List<(string, string)>();
        for (at++; at < lines.Length && lines[at].Length > 0; at++)
        {
            var colon = lines[at].IndexOf(':', StringComparison.Ordinal);
            headers.Add((lines[at][..colon].Trim(), lines[at][(colon + 1)..].Trim()));
        }

        var body = string.Join('\n', lines.Skip(at)).Trim();
        return new HttpFileRequest(title, name, method, url, headers, body.Length == 0 ? null : body);
    }

    [GeneratedRegex(@"\n###")]
    private static partial Regex Separator();

    [GeneratedRegex(@"^@(\w+)\s*=\s*(.*)$")]
    private static partial Regex Variable();

    [GeneratedRegex(@"^#\s*@name\s+(\w+)")]
    private static partial Regex NameLine();
}
