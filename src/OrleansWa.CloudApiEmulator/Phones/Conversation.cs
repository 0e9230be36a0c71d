using OrleansWa.CloudApiEmulator.Messages;

namespace OrleansWa.CloudApiEmulator.Phones;

/// <summary>What a phone keeps about one business number: the window, the pair limit, and the newest 200 messages.</summary>
internal sealed class Conversation(string phoneNumberId)
{
    private const int LinesMax = 200;
    private const int PairBurst = 45;
    private static readonly TimeSpan Window = TimeSpan.FromHours(24);
    private static readonly TimeSpan PairPeriod = TimeSpan.FromSeconds(6 * PairBurst);

    private readonly Lock _gate = new();
    private readonly List<ChatLine> _lines = [];
    private TokenBucket? _pair;

    public string PhoneNumberId { get; } = phoneNumberId;

    public DateTimeOffset? LastWroteAt { get; private set; }

    /// <summary>How many answers of a script were given.</summary>
    public int AnswersGiven { get; set; }

    public bool WindowOpen(DateTimeOffset now) => LastWroteAt is { } at && now - at < Window;

    /// <summary>One message per six seconds in the long run, with a loan of 45 (fact sheet 5.3).</summary>
    public bool TakePair(DateTimeOffset now) => (_pair ??= new TokenBucket()).Take(now, PairBurst, PairPeriod);

    public void PatientWrote(ChatLine line)
    {
        LastWroteAt = line.At;
        Add(line);
    }

    public void Add(ChatLine line)
    {
        lock (_gate)
        {
            if (_lines.Count >= LinesMax) _lines.RemoveAt(0);
            _lines.Add(line);
        }
    }

    public IReadOnlyList<ChatLine> Lines()
    {
        lock (_gate) return [.. _lines];
    }
}
