using System.Text.Json;
using OrleansWa.CloudApiEmulator.Accounts;

namespace OrleansWa.CloudApiEmulator.Graph;

/// <summary>One authenticated Graph call: the path's parts, the token, and the body as it came.</summary>
internal sealed class GraphCall(HttpContext http, GraphPath path, AccessToken token)
{
    private static readonly JsonDocument Empty = JsonDocument.Parse("{}");

    public HttpContext Http { get; } = http;

    public string Method => Http.Request.Method;

    public string Node { get; } = path.Node;

    public string Edge { get; } = path.Edge;

    public AccessToken Token { get; } = token;

    public byte[] Body { get; private set; } = [];

    /// <summary>Set by a handler that answered on the connection itself (a fault): the router then writes nothing.</summary>
    public bool Answered { get; set; }

    public string Query(string name) => Http.Request.Query[name].ToString();

    public async ValueTask ReadBody()
    {
        // Only an upload is a form; a body that curl labels as one is still JSON.
        if (Http.Request.ContentType?.StartsWith("multipart/", StringComparison.OrdinalIgnoreCase) != true) Body = await RequestBody.Read(Http.Request, Http.RequestAborted);
    }

    /// <summary>The body as a JSON object; an absent body counts as an empty one, a broken one as null.</summary>
    public JsonDocument? Json()
    {
        if (Body.Length == 0) return Empty;
        try
        {
            var document = JsonDocument.Parse(Body);
            return document.RootElement.ValueKind == JsonValueKind.Object ? document : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
