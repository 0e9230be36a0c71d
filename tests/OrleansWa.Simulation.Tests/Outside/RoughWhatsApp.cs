using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Nodes;
using OrleansWa.Contracts;
using OrleansWa.Contracts.Channels;
using OrleansWa.Contracts.Messages;
using OrleansWa.EmbeddedRuntime.Simulation;

namespace OrleansWa.Simulation.Tests.Outside;

/// <summary>
/// WhatsApp behind a bad network. It lives outside of the silo's process: what has left the silo arrives, whatever becomes of the silo. Dice decide
/// how long a request and its answer travel, and whether it is refused, throttled, or loses its answer.
/// </summary>
/// <param name="world">Where it lives.</param>
/// <param name="dice">Chance.</param>
/// <param name="faultRate">How much of what arrives goes wrong, 0 to 1.</param>
internal sealed class RoughWhatsApp(SimulatedWorld world, Random dice, double faultRate) : IConnector
{
    /// <summary>The port's own promise.</summary>
    private static readonly TimeSpan AnswerWithin = TimeSpan.FromSeconds(30);

    // Decision 0005.
    private static readonly TimeSpan UnknownFor = TimeSpan.FromMinutes(10);

    private readonly List<Attempt> _attempts = [];
    private readonly List<Attempt> _resentThoughAnswered = [];
    private readonly Dictionary<string, string> _tokens = new(StringComparer.Ordinal);
    private int _taken;
    private int _tokensMade;

    /// <summary>Attempts that were answered and followed by another that was taken: right only where a crash came before the answer was stored.</summary>
    public IReadOnlyList<Attempt> ResentThoughAnswered => _resentThoughAnswered;

    public ConnectorKind Kind => ConnectorKind.CloudApi;

    public IReadOnlyList<Attempt> Attempts => _attempts;

    /// <summary>From now on nothing goes wrong any more.</summary>
    public bool IsCalm { get; set; }

    /// <summary>Whether nobody can reach it now: connections are refused.</summary>
    public Func<bool> IsAway { get; set; } = static () => false;

    /// <summary>Promises broken at this seam, e.g. two attempts of one message at once.</summary>
    public List<string> Faults { get; } = [];

    /// <summary>Whether a message may be sent again when nobody knows what became of it.</summary>
    public Func<string, bool> MayResend { get; set; } = static _ => false;

    /// <summary>Told of everything that is taken.</summary>
    public Action<Attempt>? OnTaken { get; set; }

    public ImmutableArray<FieldError> Validate(MessageContent content) => [];

    /// <summary>The token that WhatsApp accepts for a number.</summary>
    public string TokenOf(string accountId) => _tokens.GetValueOrDefault(accountId, "token");

    /// <summary>The process died or stopped: what it was waiting for, nobody hears. Some of its requests had not left yet.</summary>
    public void ConnectionsLost()
    {
        foreach (var attempt in _attempts.Where(a => a.IsOpen))
        {
            attempt.IsCutOff = true;
            attempt.IsLost = attempt.TakenAt is null && dice.Next(2) == 0;
        }
    }

    public async Task<ConnectOutcome> Connect(ConnectorAccount account, CancellationToken ct)
    {
        await Answered(() => Delay(dice.Next(50, 3_000)));
        if (IsAway())
        {
            return new ConnectOutcome(new ChannelProblem("PROVIDER_UNREACHABLE", "No connection", "Wait."), true, null);
        }

        if (account.AccessToken != TokenOf(account.AccountId))
        {
            return new ConnectOutcome(new ChannelProblem("TOKEN_INVALID", "The token is not valid", "Set a new token."), false, null);
        }

        return !IsCalm && dice.NextDouble() < faultRate
            ? new ConnectOutcome(new ChannelProblem("PROVIDER_UNREACHABLE", "No answer", "Wait."), true, null)
            : new ConnectOutcome(null, false, new NumberProfile("+55 11 94000-0000", "Clínica", "GREEN", "TIER_2K", "STANDARD", "APPROVED"));
    }

    public async Task<SendOutcome> Send(ConnectorAccount account, ConnectorMessage message, CancellationToken ct)
    {
        var attempt = Begin(account, message);
        var outcome = new SendOutcome(SendResult.Unknown);
        await Answered(async () => outcome = await Travel(attempt, account));
        attempt.Answer = outcome;
        return outcome;
    }

    private Attempt Begin(ConnectorAccount account, ConnectorMessage message)
    {
        if (_attempts.Any(a => a.MessageId == message.MessageId && a.IsOpen))
        {
            Faults.Add($"two attempts of message {message.MessageId} are in flight at once");
        }

        var attempt = new Attempt
        {
            AccountId = account.AccountId,
            MessageId = message.MessageId,
            Phone = message.Phone ?? "",
            Text = JsonNode.Parse(message.Content.Json)!["body"]!.GetValue<string>(),
            StartedAt = world.Time.GetUtcNow(),
            ClockAt = world.Time.GetUtcNow() + world.ClockError,
            StartedOrder = _attempts.Count,
        };
        _attempts.Add(attempt);
        return attempt;
    }

    // The journey goes on when the silo dies; only whoever awaits the answer dies with it.
    private Task Answered(Func<Task> journey)
    {
        var answer = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _ = world.Start(
            async () =>
            {
                await journey();
                answer.SetResult();
            },
            "whatsapp");
        return answer.Task;
    }

    private async Task<SendOutcome> Travel(Attempt attempt, ConnectorAccount account)
    {
        if (IsAway())
        {
            return Rejected(ErrorAction.Wait, ErrorScope.Channel, "connection_failed");
        }

        await Delay(Latency());
        if (attempt.IsLost)
        {
            return await NoAnswer(attempt);
        }

        if (account.AccessToken != TokenOf(account.AccountId))
        {
            return new SendOutcome(SendResult.Rejected, Action: ErrorAction.Fix, Scope: ErrorScope.Channel, Error: Error("190", "The token is not valid"));
        }

        var fault = IsCalm || dice.NextDouble() >= faultRate ? 100 : dice.Next(100);
        if (fault < 60)
        {
            return Refusal(fault, account.AccountId);
        }

        if (fault < 80)
        {
            return await NoAnswer(attempt);
        }

        Take(attempt);
        await Delay(Latency());
        return fault < 100 ? await NoAnswer(attempt) : new SendOutcome(SendResult.Accepted, attempt.WhatsAppId, attempt.Phone);
    }

    private SendOutcome Refusal(int fault, string accountId)
    {
        switch (fault)
        {
            case < 30:
                return Rejected(ErrorAction.Retry, ErrorScope.Message, "131000");
            case < 40:
                return Rejected(ErrorAction.Wait, ErrorScope.Pair, "131056");
            case < 50:
                return Rejected(ErrorAction.Wait, ErrorScope.Channel, "130429") with { RetryAfter = dice.Next(2) == 0 ? null : TimeSpan.FromSeconds(dice.Next(1, 90)) };
            case < 58:
                return Rejected(ErrorAction.GiveUp, ErrorScope.Message, "131026");
            default:
                _tokens[accountId] = "token-" + (++_tokensMade).ToString(CultureInfo.InvariantCulture);
                return Rejected(ErrorAction.Fix, ErrorScope.Channel, "190");
        }
    }

    private void Take(Attempt attempt)
    {
        foreach (var earlier in _attempts.Where(a => a.MessageId == attempt.MessageId && a.TakenAt is not null))
        {
            if (!IsGivenUp(earlier, attempt))
            {
                Faults.Add($"message {attempt.MessageId} was taken twice");
            }
            else if (earlier.Answer is { Result: not SendResult.Unknown })
            {
                _resentThoughAnswered.Add(earlier);
            }
        }

        attempt.TakenAt = world.Time.GetUtcNow();
        attempt.TakenOrder = ++_taken;
        attempt.WhatsAppId = "wamid.out" + _taken.ToString(CultureInfo.InvariantCulture);
        OnTaken?.Invoke(attempt);
    }

    // Its sender chose to resend, and the ten minutes of an unknown outcome have passed, in truth or by a clock that was set.
    private bool IsGivenUp(Attempt earlier, Attempt attempt) => MayResend(attempt.MessageId)
        && (attempt.ClockAt - earlier.ClockAt >= UnknownFor || attempt.StartedAt - earlier.StartedAt >= UnknownFor);

    private async Task<SendOutcome> NoAnswer(Attempt attempt)
    {
        var left = attempt.StartedAt + AnswerWithin - world.Time.GetUtcNow();
        // Either the connection breaks some time, or the connector's own limit ends the wait.
        await Task.Delay(dice.Next(2) == 0 ? left : left * dice.NextDouble(), world.Time);
        return new SendOutcome(SendResult.Unknown, Error: Error("timeout", "No answer"));
    }

    private int Latency() => dice.Next(100) switch
    {
        < 85 => dice.Next(20, 300),
        < 97 => dice.Next(300, 4_000),
        _ => dice.Next(4_000, 14_000),
    };

    private Task Delay(int milliseconds) => Task.Delay(TimeSpan.FromMilliseconds(milliseconds), world.Time);

    private static SendOutcome Rejected(ErrorAction action, ErrorScope scope, string code) =>
        new(SendResult.Rejected, Action: action, Scope: scope, Error: Error(code, "Refused"));

    private static MessageError Error(string code, string title) => new(code, title, "", "See the table of errors.");
}
