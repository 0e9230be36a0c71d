namespace OrleansWa.Storage.Messages;

/// <summary>Pages of messages.</summary>
internal static class MessagePages
{
    /// <summary>Most rows of a page.</summary>
    public const int MaxRows = 1_000;
}
