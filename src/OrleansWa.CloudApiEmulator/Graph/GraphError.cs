namespace OrleansWa.CloudApiEmulator.Graph;

/// <summary>An error as Graph answers it (fact sheet 4.1), or as a status or message webhook carries it.</summary>
internal sealed record GraphError(int HttpStatus, int Code, string Title, string? Details = null, int? Subcode = null, string? PlainMessage = null)
{
    public string Message => PlainMessage ?? $"(#{Code}) {Title}";
}
