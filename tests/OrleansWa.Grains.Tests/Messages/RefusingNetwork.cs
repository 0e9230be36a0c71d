using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;

namespace OrleansWa.Grains.Tests.Messages;

/// <summary>Meta's Graph API at the end of a network that can be away. Answers within the call, so that nothing leaves the simulated thread.</summary>
internal sealed class RefusingNetwork : HttpMessageHandler
{
    private readonly List<string> _taken = [];

    /// <summary>Connections are refused.</summary>
    public bool IsAway { get; set; }

    /// <summary>Calls tried.</summary>
    public int Calls { get; private set; }

    /// <summary>Texts taken, in order.</summary>
    public IReadOnlyList<string> Taken => _taken;

    /// <inheritdoc/>
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Calls++;
        if (IsAway)
        {
            return Task.FromException<HttpResponseMessage>(new HttpRequestException(HttpRequestError.ConnectionError));
        }

        var body = request.Content!.ReadAsStringAsync(cancellationToken).GetAwaiter().GetResult();
        _taken.Add(JsonNode.Parse(body)!["text"]!["body"]!.GetValue<string>());
        var answer = $$"""{"messages":[{"id":"wamid.{{_taken.Count.ToString(CultureInfo.InvariantCulture)}}"}]}""";
        return Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK) { Content = new ByteArrayContent(System.Text.Encoding.UTF8.GetBytes(answer)) });
    }
}
