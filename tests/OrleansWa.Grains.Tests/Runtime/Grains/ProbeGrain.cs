namespace OrleansWa.Grains.Tests.Runtime;

[Alias("test.probe")]
public interface IProbeGrain : IGrainWithStringKey
{
    [Alias("Increment")]
    Task<int> Increment();

    [Alias("ActivationNumber")]
    Task<int> ActivationNumber();

    [Alias("Block")]
    Task<string> Block(string signal, CancellationToken cancellationToken = default);

    [Alias("Ping"), AlwaysInterleave]
    ValueTask<string> Ping(string text);

    [Alias("Read"), ReadOnly]
    Task Read(string signal);

    [Alias("Write")]
    ValueTask Write(string signal);

    [Alias("Throw")]
    Task Throw(string kind);

    [Alias("Notify"), OneWay]
    Task Notify(string signal);

    [Alias("Leave")]
    Task Leave();

    [Alias("Context")]
    Task<string?> Context(string key, string? newValue);

    [Alias("Forget")]
    Task Forget(string signal);
}

[GrainType("test.probe")]
public sealed class ProbeGrain(Signals signals) : Grain, IProbeGrain
{
    private int _count;
    private int _number;

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _number = signals.Next();
        await Task.Yield();
        signals.Log.Enqueue($"activated {this.GetPrimaryKeyString()} {_number}");
    }

    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        signals.Set("deactivating " + this.GetPrimaryKeyString());
        await Task.Yield();
        signals.Log.Enqueue($"deactivated {this.GetPrimaryKeyString()} {_number} {reason.ReasonCode}");
    }

    public async Task<int> Increment()
    {
        var before = _count;
        await Task.Yield();
        return _count = before + 1;
    }

    public Task<int> ActivationNumber() => Task.FromResult(_number);

    public async Task<string> Block(string signal, CancellationToken cancellationToken)
    {
        signals.Set("in " + signal);
        await signals.Wait(signal).WaitAsync(cancellationToken);
        signals.Log.Enqueue("end " + signal);
        return signal;
    }

    public ValueTask<string> Ping(string text) => new("pong " + text);

    public async Task Read(string signal) => await Block(signal, CancellationToken.None);

    public async ValueTask Write(string signal) => await Block(signal, CancellationToken.None);

    public async Task Throw(string kind)
    {
        await Task.Yield();
        throw kind switch
        {
            "system" => new InvalidOperationException("system text"),
            "own" => new KnownException("own text"),
            "inner" => new InvalidOperationException("outer", new UnknownException("inner text")),
            _ => new UnknownException("unknown text"),
        };
    }

    public Task Notify(string signal)
    {
        signals.Set(signal);
        throw new InvalidOperationException("nobody sees this");
    }

    public Task Leave()
    {
        DeactivateOnIdle();
        return Task.CompletedTask;
    }

    public Task<string?> Context(string key, string? newValue)
    {
        var value = RequestContext.Get(key) as string;
        if (newValue is not null)
        {
            RequestContext.Set(key, newValue);
        }

        return Task.FromResult(value);
    }

    public Task Forget(string signal)
    {
        _ = Later(signal);
        return Task.CompletedTask;
    }

    private async Task Later(string signal)
    {
        await signals.Wait(signal);
        var before = TaskScheduler.Current;
        await Task.Yield();
        signals.Log.Enqueue($"later {ReferenceEquals(before, TaskScheduler.Current)} {before.GetType().Name}");
        signals.Set("done " + signal);
    }
}

[GenerateSerializer]
public sealed class KnownException(string message) : Exception(message);

public sealed class UnknownException(string message) : Exception(message);
