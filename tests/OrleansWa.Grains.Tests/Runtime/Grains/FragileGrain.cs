namespace OrleansWa.Grains.Tests.Runtime;

[Alias("test.fragile")]
public interface IFragileGrain : IGrainWithStringKey
{
    [Alias("Hello")]
    Task<string> Hello();
}

/// <summary>Fails its activation until the signal "mended" is set.</summary>
[GrainType("test.fragile")]
public sealed class FragileGrain(Signals signals) : Grain, IFragileGrain, IDisposable
{
    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        signals.Set("in activation");
        await signals.Wait("go on");
        if (!signals.IsSet("mended"))
        {
            throw new KnownException("not yet");
        }
    }

    public Task<string> Hello() => Task.FromResult("hello");

    public void Dispose() => signals.Log.Enqueue("disposed");
}
