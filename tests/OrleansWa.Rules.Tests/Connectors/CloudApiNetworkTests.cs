using System.Net;
using System.Net.Sockets;
using System.Text;
using OrleansWa.Connectors.CloudApi;
using OrleansWa.Contracts.Channels;

namespace OrleansWa.Rules.Tests.Connectors;

/// <summary>The real handler over real sockets.</summary>
public sealed class CloudApiNetworkTests
{
    [Fact]
    public async Task Send_WhenPortIsClosed_IsRejectedAndWaits()
    {
        var port = ClosedPort();

        var outcome = await Send(port);

        (outcome.Result, outcome.Action).ShouldBe((SendResult.Rejected, ErrorAction.Wait));
    }

    [Fact]
    public async Task Send_WhenServerSpeaksNoTls_IsRejectedAndWaits()
    {
        using var server = new OneShotServer(_ => "this is not TLS"u8.ToArray());

        var outcome = await Send(server.Port, "https");

        (outcome.Result, outcome.Action).ShouldBe((SendResult.Rejected, ErrorAction.Wait));
    }

    [Fact]
    public async Task Send_WhenConnectionEndsAfterTheRequest_IsUnknownAndNotRepeated()
    {
        using var server = new OneShotServer(_ => []);

        var outcome = await Send(server.Port);

        outcome.Result.ShouldBe(SendResult.Unknown);
        server.Connections.ShouldBe(1);
    }

    [Fact]
    public async Task Send_WhenAnswerBreaksOff_IsUnknown()
    {
        using var server = new OneShotServer(_ => Encoding.ASCII.GetBytes("HTTP/1.1 200 OK\r\nContent-Length: 5000\r\n\r\n{\"messages\":["));

        (await Send(server.Port)).Result.ShouldBe(SendResult.Unknown);
    }

    [Fact]
    public async Task Send_WhenAnswered_SendsOneWholeRequest()
    {
        var request = string.Empty;
        using var server = new OneShotServer(text =>
        {
            request = text;
            return Encoding.ASCII.GetBytes($"HTTP/1.1 200 OK\r\nContent-Length: {Some.Accepted.Length}\r\nConnection: close\r\n\r\n{Some.Accepted}");
        });

        (await Send(server.Port)).Result.ShouldBe(SendResult.Accepted);

        request.ShouldStartWith("POST /v24.0/106540352242922/messages HTTP/1.1\r\n");
        request.ShouldNotContain("traceparent");
        request.ShouldEndWith("\"biz_opaque_callback_data\":\"msg_1\"}");
    }

    [Fact]
    public async Task Send_WhenRedirected_DoesNotFollow()
    {
        using var server = new OneShotServer(_ =>
            Encoding.ASCII.GetBytes("HTTP/1.1 307 Temporary Redirect\r\nLocation: http://127.0.0.1:1/\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"));

        var outcome = await Send(server.Port);

        outcome.Error!.Code.ShouldBe("http_307");
    }

    private static async Task<SendOutcome> Send(int port, string scheme = "http")
    {
        using var handler = CloudApiHttp.CreateHandler();
        return await Some.Connector(handler, TimeProvider.System, $"{scheme}://127.0.0.1:{port}").Send(Some.Account, Some.Message(), CancellationToken.None);
    }

    private static int ClosedPort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    /// <summary>Takes one request at a time, answers these bytes and closes.</summary>
    private sealed class OneShotServer : IDisposable
    {
        private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
        private readonly Func<string, byte[]> _answer;
        private int _connections;

        public OneShotServer(Func<string, byte[]> answer)
        {
            _answer = answer;
            _listener.Start();
            _ = Serve();
        }

        public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

        public int Connections => Volatile.Read(ref _connections);

        public void Dispose() => _listener.Dispose();

        private async Task Serve()
        {
            try
            {
                while (true)
                {
                    using var client = await _listener.AcceptTcpClientAsync().ConfigureAwait(false);
                    Interlocked.Increment(ref _connections);
                    await client.GetStream().WriteAsync(_answer(await ReadRequest(client.GetStream()).ConfigureAwait(false))).ConfigureAwait(false);
                }
            }
            catch (Exception e) when (e is SocketException or ObjectDisposedException or IOException)
            {
                // The test is over.
            }
        }

        // A request ends with the "}" of its JSON; a TLS greeting is one packet.
        private static async Task<string> ReadRequest(NetworkStream stream)
        {
            var text = new StringBuilder();
            var buffer = new byte[8192];
            while (!text.ToString().EndsWith('}'))
            {
                var count = await stream.ReadAsync(buffer).ConfigureAwait(false);
                if (count == 0)
                {
                    break;
                }

                text.Append(Encoding.Latin1.GetString(buffer, 0, count));
                if (text[0] == '\u0016')
                {
                    break;
                }
            }

            return text.ToString();
        }
    }
}
