using OrleansWa.Contracts.Messages;

namespace OrleansWa.Storage.Messages;

/// <summary>
/// Makes one page of messages from the heads of a tenant's channels; pure. No index holds the newest messages of a whole tenant, nor their states, which
/// change too often: each channel shows as many rows below the cursor as the page may look at, and the page ends where the first of them has no more to
/// show.
/// </summary>
internal sealed class MessageListPlan
{
    /// <summary>Rows of a channel that one page looks at to find those that the filter wants.</summary>
    public const int LookMax = 2_000;

    private readonly MessageFilter _filter;
    private readonly int _limit;
    private readonly List<ListedMessage> _seen = [];
    private MessageCursor? _horizon;

    public MessageListPlan(MessageFilter filter, string? cursor, int limit)
    {
        (_filter, _limit) = (filter, limit);
        IsOfContact = filter.ContactId is not null;
        // A page without a status leaves out placeholders only, of which there are few: a page may then be a little short.
        var filters = filter.Status is not null || (IsOfContact && (filter.From is not null || filter.To is not null));
        Look = filters ? Math.Max(LookMax, limit + 1) : limit + 1;
        After = IsOfContact ? MessageCursor.Decode(cursor) : MessageCursor.Decode(cursor).NotBefore(filter.To);
    }

    /// <summary>Whether the rows are those of conversations, in their order, which is that of their numbers.</summary>
    public bool IsOfContact { get; }

    /// <summary>Rows wanted of each channel.</summary>
    public int Look { get; }

    /// <summary>Rows wanted are below this.</summary>
    public MessageCursor After { get; }

    /// <summary>Unix milliseconds of the earliest rows wanted.</summary>
    public long From => _filter.From?.ToUnixTimeMilliseconds() ?? long.MinValue;

    /// <summary>The rows below the cursor that a channel has, newest first, at most <see cref="Look"/>.</summary>
    public void Add(IReadOnlyList<ListedMessage> head)
    {
        _seen.AddRange(head);
        if (head.Count == Look && (_horizon is not { } horizon || horizon.CompareTo(Place(head[^1])) < 0))
        {
            _horizon = Place(head[^1]);
        }
    }

    /// <summary>Numbers of the page's rows, in order, and the cursor of the next page; null when this is the last.</summary>
    public (IReadOnlyList<long> Seqs, string? Next) Conclude()
    {
        var wanted = _seen.Where(row => IsWanted(row) && !(Place(row).CompareTo(_horizon ?? Place(row)) < 0)).OrderByDescending(Place).Take(_limit + 1).ToList();
        var page = wanted.Take(_limit).ToList();
        var end = wanted.Count > _limit ? Place(page[^1]) : _horizon;
        return ([.. page.Select(row => row.Seq)], end?.Encode());
    }

    private bool IsWanted(ListedMessage row) =>
        (_filter.Status is { } status ? status == row.Status : row.Status != MessageStatus.Superseded)
        && row.CreatedAt >= From
        && (_filter.To is not { } to || row.CreatedAt < to.ToUnixTimeMilliseconds());

    private MessageCursor Place(ListedMessage row) => new(IsOfContact ? 0 : row.CreatedAt, row.Seq);
}
