namespace OrleansWa.Grains.Tests.Runtime;

[Alias("test.reentrant")]
public interface IReentrantGrain : IGrainWithStringKey
{
    [Alias("Meet")]
    Task Meet(string own, string other);

    [Alias("Churn")]
    Task<int> Churn(int turns);
}

[Reentrant, GrainType("test.reentrant")]
public sealed class ReentrantGrain(Signals signals) : Grain, IReentrantGrain
{
    private int _inside;
    private int _overlaps;

    public async Task Meet(string own, string other)
    {
        signals.Set(own);
        await signals.Wait(other);
    }

    public async Task<int> Churn(int turns)
    {
        for (var turn = 0; turn < turns; turn++)
        {
            _overlaps += Interlocked.Increment(ref _inside) == 1 ? 0 : 1;
            Thread.SpinWait(50);
            Interlocked.Decrement(ref _inside);
            await Task.Yield();
        }

        return _overlaps;
    }
}
