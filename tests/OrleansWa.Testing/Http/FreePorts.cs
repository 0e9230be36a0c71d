using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace OrleansWa.Testing.Http;

/// <summary>
/// Ports for servers that a test ends and starts again. They lie below those that the system gives to outgoing connections (from 32768 on): while a
/// server is down, a client that calls its port again and again could otherwise be given that very port, connect to itself, and keep it from coming back.
/// </summary>
public static class FreePorts
{
    private static int _taken;

    /// <summary>An address of this machine on such a port.</summary>
    public static string NewUrl() => "http://127.0.0.1:" + Next().ToString(CultureInfo.InvariantCulture);

    /// <summary>A port of this machine that nobody listens on.</summary>
    public static int Next()
    {
        while (true)
        {
            var port = 20_000 + (int)(((uint)Environment.ProcessId * 31 + (uint)Interlocked.Increment(ref _taken)) % 12_000);
            try
            {
                using var listener = new TcpListener(IPAddress.Loopback, port);
                listener.Start();
                return port;
            }
            catch (SocketException)
            {
                // Somebody has it; the next one.
            }
        }
    }
}
