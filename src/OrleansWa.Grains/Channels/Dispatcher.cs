using Microsoft.Extensions.Logging;
using OrleansWa.Contracts;
using OrleansWa.Contracts.Channels;
using OrleansWa.Contracts.Messages;

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
    private long _pausedUntil;
    private int _inFlight;
    private bool _pumping;
    private bool _stopping;
    private bool _wanted;
    private bool _isClaimUnsure;

    /// <summary>What the dispatcher needs of its channel.</summary>
    internal interface IHost
    {
        /// <summary>The connector and the account, or null while the channel must not send.</summary>
        (IConnector Connector, ConnectorAccount Account)? Sender();

        /// <summary>Looks again at a time; a later call replaces an earlier one.</summary>
        void WakeAt(DateTimeOffset at);

        /// <summary>Another activation of the channel has written its state: this one must end.</summary>
        void End();

        /// <summary>The connector says that a person must mend something.</summary>
        Task StopForRepair(MessageError error);
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
        var now = time.GetUtcNow();
        var room = options.InFlightMax - _inFlight;
        if (host.Sender() is not { } sender || room == 0 || !await IsSure(now))
        {
            return;
        }

        if (PauseLeft() is var pause && pause > TimeSpan.Zero)
        {
            host.WakeAt(now + pause);
            return;
        }

        var allowed = await quota.Take(room);
        if (allowed == 0)
        {
            host.WakeAt(quota.NextDayAt());
            return;
        }

        var claim = await Claim(new ClaimRequest(tenantId, channelId, now, allowed, options.HoldFor));
        quota.GiveBack(allowed - claim.Messages.Count);
        foreach (var message in claim.Messages)
        {
            _inFlight++;
            _ = Attempt(sender.Connector, sender.Account, message);
        }

        LookAgain(claim, allowed);
    }

    private async Task<ClaimResult> Claim(ClaimRequest request)
    {
        try
        {
            return await messages.Claim(request);
        }
        catch
        {
            // Perhaps it was committed and only its answer lost. Nothing of it was sent.
            _isClaimUnsure = true;
            quota.GiveBack(request.Limit);
            throw;
        }
    }

    // Once nothing is in flight, whatever is "sending" was claimed by a claim whose answer was lost.
    private async Task<bool> IsSure(DateTimeOffset now)
    {
        if (_isClaimUnsure && _inFlight == 0)
        {
            var lost = await messages.MarkInterrupted(tenantId, channelId, now);
            _isClaimUnsure = false;
            if (lost > 0)
            {
                logger.LogWarning("{Count} messages were claimed and the answer was lost; they are treated as cut off", lost);
            }
        }

        return !_isClaimUnsure;
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
            var outcome = await Send(connector, account, claimed);
            await Record(claimed, outcome);
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

    private async Task<SendOutcome> Send(IConnector connector, ConnectorAccount account, ClaimedMessage claimed)
    {
        var message = new ConnectorMessage(
            claimed.Row.Id, claimed.Phone, claimed.UserId, claimed.Row.Content, claimed.ReplyToWhatsAppId);
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

    private async Task Record(ClaimedMessage claimed, SendOutcome outcome)
    {
        var row = claimed.Row;
        var now = time.GetUtcNow();
        var decision = SendOutcomeRules.Decide(outcome, row.Attempts - row.AttemptsBefore, FirstAttemptAt(row), row.ExpiresAt, now, chance.NextDouble());
        Remember(row, decision);
        var record = new AttemptOutcome(
            tenantId, channelId, row.Id, row.Attempts, decision.Status, now, outcome.WhatsAppId, outcome.RecipientWaId, decision.DueAt, decision.CountsAsTry, decision.Error);
        await StoreUntilDone(record);
        if (outcome.Result == SendResult.Rejected)
        {
            quota.GiveBack(1);
        }

        if (decision.PauseChannel is { } pause)
        {
            Pause(pause);
            logger.LogWarning("The connector asks for less: nothing is sent for {Pause} (code {Code})", pause, outcome.Error?.Code);
        }

        if (decision.StopChannel && outcome.Error is { } error)
        {
            await host.StopForRepair(error);
        }
    }

    // By the timer and not by the time of day, which may be set. The longest pause counts: an earlier message that waits for its end goes first.
    private void Pause(TimeSpan pause) =>
        _pausedUntil = Math.Max(_pausedUntil, time.GetTimestamp() + (long)(pause.TotalSeconds * time.TimestampFrequency));

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
