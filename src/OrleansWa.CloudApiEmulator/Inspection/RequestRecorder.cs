using OrleansWa.CloudApiEmulator.Graph;

namespace OrleansWa.CloudApiEmulator.Inspection;

/// <summary>Keeps the newest Graph calls.</summary>
internal sealed class RequestRecorder(EmulatorOptions options)
{
    private readonly Ring<RecordedRequest> _ring = new(options.RequestCapacity);

    public long Total => _ring.Total;

    public IReadOnlyList<RecordedRequest> Newest() => _ring.Newest();

    public void Add(DateTimeOffset at, HttpRequest request, byte[] body, GraphResponse response) => _ring.Add(new RecordedRequest
    {
        At = at,
        Method = request.Method,
        Path = request.Path.Value ?? "",
        Status = response.Status,
        ErrorCode = response.Error?.Code,
        RequestBytes = body,
        AnswerBytes = response.Body,
    });

    public void Clear() => _ring.Clear();
}
