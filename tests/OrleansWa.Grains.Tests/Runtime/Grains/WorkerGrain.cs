namespace OrleansWa.Grains.Tests.Runtime;

[Alias("test.worker")]
public interface IWorkerGrain : IGrainWithStringKey
{
    [Alias("Work")]
    Task<int> Work(string signal);
}

[StatelessWorker(3), GrainType("test.worker")]
public sealed class WorkerGrain(Signals signals) : Grain, IWorkerGrain
{
    private readonly int _number = signals.Next();

    public async Task<int> Work(string signal)
    {
        signals.Set("worker " + _number);
        await signals.Wait(signal);
        return _number;
    }
}
