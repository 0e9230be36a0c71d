namespace OrleansWa.Grains.Tests.Runtime;

[Alias("test.timer")]
public interface ITimerGrain : IGrainWithStringKey
{
    [Alias("Start")]
    Task Start(TimeSpan dueTime, TimeSpan period, bool keepAlive, bool interleave);

    [Alias("Change")]
    Task Change(TimeSpan dueTime, TimeSpan period);

    [Alias("Stop")]
    Task Stop();

    [Alias("Hold")]
    Task Hold(string signal);

    [Alias("Delay")]
    Task Delay(TimeSpan time);

    [Alias("Leave")]
    Task Leave();
}

[GrainType("test.timer")]
public sealed class TimerGrain(Signals signals, TimeProvider time) : Grain, ITimerGrain
{
    private readonly DateTimeOffset _start = time.GetUtcNow();
    private IGrainTimer? _timer;

    public Task Start(TimeSpan dueTime, TimeSpan period, bool keepAlive, bool interleave)
    {
        _timer = this.RegisterGrainTimer(
            Tick, "tick", new GrainTimerCreationOptions(dueTime, period) { KeepAlive = keepAlive, Interleave = interleave });
        return Task.CompletedTask;
    }

    public Task Change(TimeSpan dueTime, TimeSpan period)
    {
        _timer!.Change(dueTime, period);
        return Task.CompletedTask;
    }

    public Task Stop()
    {
        _timer!.Dispose();
        return Task.CompletedTask;
    }

    public Task Hold(string signal) => signals.Wait(signal);

    public Task Delay(TimeSpan time)
    {
        DelayDeactivation(time);
        return Task.CompletedTask;
    }

    public Task Leave()
    {
        DeactivateOnIdle();
        return Task.CompletedTask;
    }

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        signals.Log.Enqueue("gone " + (time.GetUtcNow() - _start).TotalSeconds);
        return Task.CompletedTask;
    }

    private async Task Tick(string name, CancellationToken cancellationToken)
    {
        signals.Log.Enqueue($"{name} {(time.GetUtcNow() - _start).TotalSeconds}");
        await Task.Yield();
        if (signals.IsSet("fail ticks"))
        {
            throw new InvalidOperationException("tick failed");
        }
    }
}
