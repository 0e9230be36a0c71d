using Microsoft.Extensions.Logging;
using OrleansWa.Contracts;
using OrleansWa.Contracts.Channels;
using OrleansWa.Contracts.Messages;
using OrleansWa.Grains.Messages;

namespace OrleansWa.Grains.Channels;

/// <summary>
/// Sends what is due on one channel. It runs on the channel's own turns, between its requests: the connector's calls are awaited here, never
/// inside a request. A row is <c>sending</c> durably before its attempt begins, so that one attempt is in flight per message.
/// </summary>
internal sealed class Dispatcher(
    string tenantId,
    string channelId,
    IMessageStore messages,
    SendQuota quota,
    DispatchOptions options,
    Dispatcher.IHost host,
    TimeProvider time,
    Random chance,
    ILogger logger)
{
    private const int WaitingKnownMax = 10_000;
    private static readonly TimeSpan ShortestLook = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan StorageRetry = TimeSpan.FromSeconds(1);
    private TaskCompletionSource? _idle;
    private readonly Dictionary<string, DateTimeOffset> _firstAttempts = new(StringComparer.Ordinal);
    private readonly List<long> _lostClaims = [];
    private long _lastTakenAt = time.GetTimestamp();
    private long _pausedUntil;
    private int _inFlight;
    private bool _pumping;
    private bool _stopping;
    private bool _wanted;

    /// <summary>What the dispatcher needs of its channel.</summary>
    internal interface IHost
    {
        /// <summary>The connector and the account, or null while the channel must not send.</summary>
        (IConnector Connector, ConnectorAccount Account)? Sender();

        /// <summary>Looks again at a time; a later call replaces an earlier one.</summary>
        void WakeAt(DateTimeOffset at);

        /// <summary>Another activation of the channel has written its state: this one must end.</summary>
        void End();

        /// <summary>The shortest time between two messages now; zero for none.</summary>
        TimeSpan Gap();

        /// <summary>The connector says that a person must mend something; with <paramref name="wholeAccount"/>, for all channels of the business account.</summary>
        Task StopForRepair(MessageError error, bool wholeAccount);

        /// <summary>The connector says that people complain.</summary>
        Task SlowDown(MessageError error);
    }

    /// <summary>There may be something due.</summary>
    public void Kick()
    {
        _wanted = true;
        if (!_pumping && !_stopping)
        {
            _ = Pump();
        }
    }

    /// <summary>Takes nothing new and waits for what is in flight, as long as the token allows.</summary>
    public async Task Drain(CancellationToken ct)
    {
        _stopping = true;
        if (_inFlight > 0)
        {
            _idle = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            await using var registration = ct.Register(() => _idle.TrySetResult());
            await _idle.Task;
        }
    }

    private async Task Pump()
    {
        _pumping = true;
        CallScope.EnterTenant(tenantId);
        try
        {
            while (_wanted && !_stopping)
            {
                _wanted = false;
                await TakeDue();
            }
        }
        catch (InconsistentStateException second)
        {
            logger.LogWarning(second, "The channel is active a second time; this activation ends");
            host.End();
        }
        catch (Exception fault)
        {
            logger.LogError(fault, "Due messages could not be taken; trying again in {Delay}", StorageRetry);
            host.WakeAt(time.GetUtcNow() + StorageRetry);
        }
        finally
        {
            _pumping = false;
        }
    }

    private async Task TakeDue()
    {
        await TakeBackLostClaims();
        var now = time.GetUtcNow();
        var gap = host.Gap();
        var room = (gap > TimeSpan.Zero ? 1 : options.InFlightMax) - _inFlight;
        if (host.Sender() is not { } sender || room <= 0)
        {
            return;
        }

        if (Longer(PauseLeft(), gap - time.GetElapsedTime(_lastTakenAt)) is var wait && wait > TimeSpan.Zero)
        {
            host.WakeAt(now + wait);
            return;
        }

        var allowed = await quota.Take(room);
        if (allowed == 0)
        {
            host.WakeAt(quota.NextDayAt());
            return;
        }

        var claim = await Claim(now, allowed);
        quota.GiveBack(allowed - claim.Messages.Count);
        foreach (var message in claim.Messages)
        {
            _inFlight++;
            _lastTakenAt = time.GetTimestamp();
            _ = Attempt(sender.Connector, sender.Account, message);
        }

        LookAgain(claim, allowed);
    }

    // A claim may be stored although its answer is lost. Nobody sends what it took, so that it is taken back before anything else is.
    private async Task<ClaimResult> Claim(DateTimeOffset now, int allowed)
    {
        var token = chance.NextInt64(1, long.MaxValue);
        try
        {
            return await messages.Claim(new ClaimRequest(tenantId, channelId, now, allowed, options.HoldFor, token));
        }
        catch
        {
            _lostClaims.Add(token);
            quota.GiveBack(allowed);
            throw;
        }
    }

    private async Task TakeBackLostClaims()
    {
        while (_lostClaims.Count > 0)
        {
            var taken = await messages.Unclaim(tenantId, channelId, _lostClaims[0]);
            _lostClaims.RemoveAt(0);
            if (taken > 0)
            {
                logger.LogWarning("{Count} messages were taken by a claim whose answer was lost; none was sent, and they are pending again", taken);
            }
        }
    }

    private void LookAgain(ClaimResult claim, int asked)
    {
        if (claim.Messages.Count == asked)
        {
            _wanted = true;
        }
        else if (claim.NextDueAt is { } due)
        {
            // What is due and yet was not given waits for something else; asking again at once would only burn the processor.
            var soonest = time.GetUtcNow() + ShortestLook;
            host.WakeAt(due > soonest ? due : soonest);
        }
    }

    private async Task Attempt(IConnector connector, ConnectorAccount account, ClaimedMessage claimed)
    {
        try
        {
            // Window and consent may have changed since it was accepted.
            var gate = SendGate.Decide(connector, Wanted(claimed.Row), claimed.Row.Fallback, claimed.Row.Lane, claimed.Standing, time.GetUtcNow());
            var usesFallback = claimed.Row.UsesFallback || gate.UsesFallback;
            var outcome = gate.Content is { } content
                ? await Send(connector, account, claimed, content)
                : new SendOutcome(SendResult.Rejected, Action: ErrorAction.GiveUp, Error: gate.Error);
            await Record(claimed, outcome, usesFallback);
        }
        finally
        {
            _inFlight--;
            if (_inFlight == 0)
            {
                _idle?.TrySetResult();
            }

            Kick();
        }
    }

    private static MessageContent Wanted(MessageRow row) => row is { UsesFallback: true, Fallback: { } fallback } ? fallback : row.Content;

    private async Task<SendOutcome> Send(IConnector connector, ConnectorAccount account, ClaimedMessage claimed, MessageContent content)
    {
        var message = new ConnectorMessage(claimed.Row.Id, claimed.Phone, claimed.UserId, content, claimed.ReplyToWhatsAppId);
        try
        {
            return await connector.Send(account, message, CancellationToken.None);
        }
        catch (Exception fault)
        {
            // A connector must not throw; if one does, nobody knows whether the message left.
            logger.LogError(fault, "Attempt {Attempt} of message {MessageId} threw", claimed.Row.Attempts, claimed.Row.Id);
            return new SendOutcome(SendResult.Unknown, Error: new MessageError("connector_fault", "The connector failed", fault.GetType().Name, "Report this with the trace id."));
        }
    }

    private async Task Record(ClaimedMessage claimed, SendOutcome outcome, bool usesFallback)
    {
        var row = claimed.Row;
        var now = time.GetUtcNow();
        var hasFallback = row.Fallback is not null && !usesFallback;
        var decision = SendOutcomeRules.Decide(
            outcome, row.Attempts - row.AttemptsBefore, FirstAttemptAt(row), row.ExpiresAt, now, chance.NextDouble(), hasFallback);
        Remember(row, decision);
        var record = new AttemptOutcome(
            tenantId, channelId, row.Id, row.Attempts, decision.Status, now, outcome.WhatsAppId, outcome.RecipientWaId, decision.DueAt, decision.CountsAsTry, decision.Error,
            usesFallback || decision.UseFallback, claimed.Token);
        await StoreUntilDone(record);
        if (outcome.Result == SendResult.Rejected)
        {
            quota.GiveBack(1);
        }

        await Heed(outcome, decision, now);
    }

    // What an error asks of more than its message. When the store fails meanwhile, the next message learns the same.
    private async Task Heed(SendOutcome outcome, SendDecision decision, DateTimeOffset now)
    {
        if (decision.PauseChannel is { } pause)
        {
            Pause(pause);
            logger.LogWarning("The connector asks for less: nothing is sent for {Pause} (code {Code})", pause, outcome.Error?.Code);
        }

        try
        {
            if (decision.SlowChannel && outcome.Error is { } complaint)
            {
                await host.SlowDown(complaint);
            }

            if (decision.StopChannel && outcome.Error is { } error)
            {
                await host.StopForRepair(error, outcome.Scope == ErrorScope.Account);
            }
        }
        catch (Exception fault)
        {
            logger.LogError(fault, "The channel could not be told of code {Code}", outcome.Error?.Code);
        }
    }

    // By the timer and not by the time of day, which may be set. The longest pause counts: an earlier message that waits for its end goes first.
    private void Pause(TimeSpan pause) =>
        _pausedUntil = Math.Max(_pausedUntil, time.GetTimestamp() + (long)(pause.TotalSeconds * time.TimestampFrequency));

    private static TimeSpan Longer(TimeSpan one, TimeSpan other) => one > other ? one : other;

    private TimeSpan PauseLeft() => time.GetElapsedTime(time.GetTimestamp(), _pausedUntil);

    private DateTimeOffset FirstAttemptAt(MessageRow row) =>
        _firstAttempts.TryGetValue(row.Id, out var first) ? first : row.AttemptedAt ?? row.CreatedAt;

    // Waits grow with the time since the first attempt. Forgetting it (a restart, too many) only starts the series of waits again.
    private void Remember(MessageRow row, SendDecision decision)
    {
        if (decision.Status != MessageStatus.Pending)
        {
            _firstAttempts.Remove(row.Id);
            return;
        }

        if (_firstAttempts.Count >= WaitingKnownMax)
        {
            _firstAttempts.Clear();
        }

        _firstAttempts.TryAdd(row.Id, FirstAttemptAt(row));
    }

    // The outcome is worth more than anything else: without it the message would stay "sending" until the channel is activated again.
    private async Task StoreUntilDone(AttemptOutcome record)
    {
        while (true)
        {
            try
            {
                await messages.RecordOutcome(record);
                return;
            }
            catch (Exception fault) when (!_stopping)
            {
                logger.LogError(fault, "The outcome of message {MessageId} could not be stored; trying again in {Delay}", record.MessageId, StorageRetry);
                await Task.Delay(StorageRetry, time);
            }
        }
    }
}
