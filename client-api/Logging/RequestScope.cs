namespace OrleansWa.ClientApi.Logging;

/// <summary>
/// What log lines say of the HTTP request they belong to. It is begun before the caller is known and filled in afterwards, so that also the
/// lines of the outer middleware carry it. Holds nothing of the request itself: work that outlives the request may still carry it.
/// </summary>
internal sealed class RequestScope
{
    private static readonly AsyncLocal<RequestScope?> Ambient = new();

    private RequestScope()
    {
    }

    public static RequestScope? Current => Ambient.Value;

    public string? Tenant { get; private set; }

    public string? Channel { get; private set; }

    public string? Conversation { get; private set; }

    /// <summary>From here on the lines of this asynchronous flow belong to a new request.</summary>
    public static void Begin() => Ambient.Value = new RequestScope();

    public void BelongsTo(string? tenant, string? channel, string? conversation)
    {
        Tenant = tenant;
        Channel = channel;
        Conversation = conversation;
    }
}
