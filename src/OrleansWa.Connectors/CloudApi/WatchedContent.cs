using System.Net;
using System.Net.Http.Headers;

namespace OrleansWa.Connectors.CloudApi;

/// <summary>
/// A JSON body that knows whether anybody began to read it. While nobody has, nothing of it can have reached Meta, whatever failed:
/// name look-up, connecting, TLS, or waiting for a free connection.
/// </summary>
internal sealed class WatchedContent : HttpContent
{
    private readonly ReadOnlyMemory<byte> _body;
    private volatile bool _started;

    /// <summary>Wraps the body.</summary>
    public WatchedContent(ReadOnlyMemory<byte> body)
    {
        _body = body;
        Headers.ContentType = new MediaTypeHeaderValue("application/json");
    }

    /// <summary>Whether the transport began to take the body.</summary>
    public bool Started => _started;

    /// <inheritdoc/>
    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        SerializeToStreamAsync(stream, context, CancellationToken.None);

    /// <inheritdoc/>
    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        _started = true;
        await stream.WriteAsync(_body, cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    protected override bool TryComputeLength(out long length)
    {
        length = _body.Length;
        return true;
    }
}
