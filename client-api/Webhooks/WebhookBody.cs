using System.Buffers;

namespace OrleansWa.ClientApi.Webhooks;

/// <summary>The raw bytes of a webhook in a pooled buffer; dispose to give it back.</summary>
internal struct WebhookBody : IDisposable
{
    /// <summary>Meta sends at most this.</summary>
    public const int BytesMax = 3 * 1024 * 1024;

    // What a webhook usually fits in. An announced length is not believed further: the buffer grows with what really came.
    private const int FirstBufferBytesMax = 64 * 1024;
    private const int FirstBufferBytes = 8 * 1024;

    private byte[]? _buffer;
    private int _length;

    /// <summary>The body as it came.</summary>
    public readonly ReadOnlyMemory<byte> Bytes => _buffer.AsMemory(0, _length);

    /// <summary>Reads it whole; null when it is larger than <see cref="BytesMax"/>.</summary>
    public static async ValueTask<WebhookBody?> ReadAsync(HttpRequest request)
    {
        if (request.ContentLength > BytesMax)
        {
            return null;
        }

        // One byte more than announced, so that the end is seen without growing.
        var body = new WebhookBody { _buffer = ArrayPool<byte>.Shared.Rent((int)Math.Min(request.ContentLength + 1 ?? FirstBufferBytes, FirstBufferBytesMax)) };
        try
        {
            int read;
            while ((read = await request.Body.ReadAsync(body._buffer.AsMemory(body._length), request.HttpContext.RequestAborted)) > 0)
            {
                body._length += read;
                if (body._length > BytesMax)
                {
                    body.Dispose();
                    return null;
                }

                body.GrowWhenFull();
            }

            return body;
        }
        catch
        {
            body.Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        if (_buffer is not null)
        {
            ArrayPool<byte>.Shared.Return(_buffer);
            _buffer = null;
        }
    }

    private void GrowWhenFull()
    {
        if (_length < _buffer!.Length)
        {
            return;
        }

        var larger = ArrayPool<byte>.Shared.Rent(Math.Min(_buffer.Length * 2, BytesMax + 1));
        _buffer.AsSpan(0, _length).CopyTo(larger);
        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = larger;
    }
}
