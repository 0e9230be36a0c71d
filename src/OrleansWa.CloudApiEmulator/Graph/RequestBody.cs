namespace OrleansWa.CloudApiEmulator.Graph;

/// <summary>Reads a request's body into one array; Kestrel bounds its size.</summary>
internal static class RequestBody
{
    public static async ValueTask<byte[]> Read(HttpRequest request, CancellationToken cancel)
    {
        if (request.ContentLength is { } length)
        {
            if (length == 0) return [];
            var exact = GC.AllocateUninitializedArray<byte>(checked((int)length));
            await request.Body.ReadExactlyAsync(exact, cancel);
            return exact;
        }

        using var buffer = new MemoryStream();
        await request.Body.CopyToAsync(buffer, cancel);
        return buffer.ToArray();
    }
}
