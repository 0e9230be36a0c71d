using System.Net;
using System.Text;

namespace OrleansWa.Rules.Tests.Connectors;

/// <summary>Meta as a function: reads each request whole, as a transport does, and answers by script.</summary>
internal sealed class StubHandler(Func<HttpRequestMessage, CancellationToken, Task<HttpResponseMessage>> answer) : HttpMessageHandler
{
    public StubHandler(Func<HttpRequestMessage, HttpResponseMessage> answer)
        : this((request, _) => Task.FromResult(answer(request)))
    {
    }

    public List<(string Method, string Uri, string Body)> Requests { get; } = [];

    public static HttpResponseMessage Json(int status, string json) =>
        new((HttpStatusCode)status) { Content = new StringContent(json, Encoding.UTF8, "application/json") };

    public static HttpResponseMessage Html(int status) =>
        new((HttpStatusCode)status) { Content = new StringContent("<html>Bad Gateway</html>", Encoding.UTF8, "text/html") };

    public static HttpResponseMessage Error(int status, int code, int? subcode = null) => Json(status,
        $$$"""{"error":{"message":"(#{{{code}}}) said","type":"OAuthException","code":{{{code}}},"error_subcode":{{{subcode ?? 0}}},"error_data":{"messaging_product":"whatsapp","details":"the details"},"fbtrace_id":"A"}}""");

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var body = request.Content is null ? string.Empty : await request.Content.ReadAsStringAsync(cancellationToken).ConfigureAwait(false);
        Requests.Add((request.Method.Method, request.RequestUri!.PathAndQuery, body));
        return await answer(request, cancellationToken).ConfigureAwait(false);
    }
}
