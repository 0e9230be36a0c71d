namespace OrleansWa.Hosting.Logging;

/// <summary>
/// What log lines say of the HTTP request they belong to. It is begun before the caller is known and filled in afterwards, so that also the
/// lines of the outer middleware carry it. Holds nothing of the request itself: work that outlives the request may still carry it.
/// </summary>
public sealed class RequestScope
{
    private static readonly AsyncLocal<RequestScope?> Ambient = new();

    private RequestScope()
    {
    }

    /// <summary>That of the present request, or null outside of one.</summary>
    public static RequestScope? Current => Ambient.Value;

    /// <summary>Tenant of the caller, once it is known.</summary>
    public string? Tenant { get; private set; }

    /// <summary>Channel that the request names.</summary>
    public string? Channel { get; private set; }

    /// <summary>Conversation that the request names.</summary>
    public string? Conversation { get; private set; }

    /// <summary>From here on the lines of this asynchronous flow belong to a new request.</summary>
    public static void Begin() => Ambient.Value = new RequestScope();

    /// <summary>Fills in what the request turned out to belong to.</summary>
    public void BelongsTo(string? tenant, string? channel, string? conversation)
    {
        Tenant = tenant;
        Channel = channel;
        Conversation = conversation;
    }
}
