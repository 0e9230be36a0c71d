using System.Net;
using System.Net.Sockets;
using System.Text;

namespace OrleansWa.Testing.Http;

/// <summary>
/// One keep-alive HTTP/1.1 connection that sends requests made beforehand and reads the status. It costs a fraction of an HttpClient, so that a
/// load test on two cores measures the server. Answers with Content-Length, or chunked ones that fit into 16 KB.
/// </summary>
public sealed class LoadConnection : IDisposable
{
    private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private readonly byte[] _buffer = new byte[16 * 1024];

    /// <summary>Connects.</summary>
    public static async Task<LoadConnection> Open(int port)
    {
        var connection = new LoadConnection();
        await connection._socket.ConnectAsync(IPAddress.Loopback, port);
        return connection;
    }

    /// <summary>The bytes of a POST.</summary>
    public static byte[] Post(string path, string headers, ReadOnlySpan<byte> body)
    {
        var head = Encoding.ASCII.GetBytes(
            $"POST {path} HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: {body.Length}\r\n{headers}\r\n");
        return [.. head, .. body];
    }

    /// <summary>Sends one request and returns the status of its answer.</summary>
    public async ValueTask<int> Send(ReadOnlyMemory<byte> request)
    {
        await _socket.SendAsync(request);
        var (filled, headEnd) = (0, -1);
        while (headEnd < 0)
        {
            filled += await Receive(filled);
            headEnd = _buffer.AsSpan(0, filled).IndexOf("\r\n\r\n"u8);
        }

        if (IsChunked(headEnd))
        {
            while (!_buffer.AsSpan(0, filled).EndsWith("\r\n0\r\n\r\n"u8))
            {
                filled += await Receive(filled);
            }

            return Status();
        }

        var expected = headEnd + 4 + ContentLength(headEnd);
        while (filled < expected)
        {
            // Only the status matters: a body longer than the buffer is read over itself.
            if (filled == _buffer.Length)
            {
                expected -= filled - (headEnd + 4);
                filled = headEnd + 4;
            }

            filled += await Receive(filled);
        }

        return Status();
    }

    /// <inheritdoc/>
    public void Dispose() => _socket.Dispose();

    private int Status() => int.Parse(_buffer.AsSpan(9, 3), System.Globalization.CultureInfo.InvariantCulture);

    private bool IsChunked(int headEnd) => _buffer.AsSpan(0, headEnd).IndexOf("Transfer-Encoding: chunked"u8) >= 0;

    private async ValueTask<int> Receive(int at)
    {
        var read = await _socket.ReceiveAsync(_buffer.AsMemory(at));
        return read > 0 ? read : throw new IOException("The server closed the connection.");
    }

    private int ContentLength(int headEnd)
    {
        var head = Encoding.ASCII.GetString(_buffer, 0, headEnd);
        var at = head.IndexOf("Content-Length:", StringComparison.OrdinalIgnoreCase);
        if (at < 0)
        {
            return 0;
        }

        var end = head.IndexOf('\r', at);
        return int.Parse(head.AsSpan(at + 15, (end < 0 ? head.Length : end) - at - 15), System.Globalization.CultureInfo.InvariantCulture);
    }
}
