namespace OrleansWa.CloudApiEmulator;

/// <summary>Limits and faults in force. Replaced as a whole (<c>PUT /_emu/faults</c>); the default is a healthy Meta with its real limits.</summary>
public sealed record Faults
{
    /// <summary>Messages per second and business number, counting both directions; more sends answer 130429. Default 80; 0 means no limit.</summary>
    public int ThroughputPerSecond { get; init; } = 80;

    /// <summary>Whether one patient may get a message per 6 s with a loan of 45; more sends answer 131056. Default true.</summary>
    public bool PairLimit { get; init; } = true;

    /// <summary>What happens to free-form messages outside the 24-hour window. Default <see cref="WindowRule.Async"/>.</summary>
    public WindowRule Window { get; init; } = WindowRule.Async;

    /// <summary>Whether numbers behave as Meta's test number: recipients outside <see cref="AllowedRecipients"/> answer 131030. Default false.</summary>
    public bool TestNumber { get; init; }

    /// <summary>Recipients a test number may write to, digits compared exactly, ninth digit included. Default none.</summary>
    public IReadOnlyList<string> AllowedRecipients { get; init; } = [];

    /// <summary>Extra time before every answer to a send, in milliseconds. Default 0.</summary>
    public int ResponseDelayMilliseconds { get; init; }

    /// <summary>Share, 0 to 1, of webhook events that are sent twice. Default 0.</summary>
    public double DuplicateRate { get; init; }

    /// <summary>Shortest extra delay of every webhook event, in milliseconds. Default 0.</summary>
    public int WebhookDelayMinMilliseconds { get; init; }

    /// <summary>Longest extra delay of every webhook event, in milliseconds. Default 0.</summary>
    public int WebhookDelayMaxMilliseconds { get; init; }

    /// <summary>Share, 0 to 1, of webhook events held back so that later ones overtake them. Default 0.</summary>
    public double ReorderRate { get; init; }

    /// <summary>Longest time a reordered event is held back, in milliseconds. Default 2,000.</summary>
    public int ReorderWindowMilliseconds { get; init; } = 2_000;

    /// <summary>Most events in one webhook body, 1 to 1,000. Default 1. Above 1, <see cref="BatchLingerMilliseconds"/> collects them.</summary>
    public int BatchSize { get; init; } = 1;

    /// <summary>How long an event waits for others to share its body, in milliseconds. Default 20; only used when <see cref="BatchSize"/> is above 1.</summary>
    public int BatchLingerMilliseconds { get; init; } = 20;

    /// <summary>Whether the events of one body are shuffled. Default false.</summary>
    public bool ShuffleBatches { get; init; }

    /// <summary>Whether messages and statuses of one number share one <c>value</c> object. Default false: a change for each kind.</summary>
    public bool MixKinds { get; init; }

    /// <summary>Share, 0 to 1, of messages that are read without a <c>delivered</c> status. Default 0.</summary>
    public double SkipDeliveredRate { get; init; }

    /// <summary>How webhooks are signed. Default <see cref="SignatureMode.Valid"/>.</summary>
    public SignatureMode Signature { get; init; } = SignatureMode.Valid;

    /// <summary>Whether webhooks carry members that no document names, nulls and numbers as strings. Default false.</summary>
    public bool ExtraMembers { get; init; }

    /// <summary>Whether <c>/</c> is written as <c>\/</c> in webhooks, as older Meta pages describe. Default false.</summary>
    public bool EscapeSlashes { get; init; }

    /// <summary>Share, 0 to 1, of patients' messages that first arrive as <c>unsupported</c> with 131060, then with content under the same id. Default 0.</summary>
    public double UnavailableFirstRate { get; init; }

    /// <summary>Time between the two, in milliseconds. Default 200.</summary>
    public int UnavailableGapMilliseconds { get; init; } = 200;
}
