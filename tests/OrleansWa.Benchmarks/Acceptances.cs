using OrleansWa.CloudApiEmulator;
using OrleansWa.Testing.Product;

namespace OrleansWa.Benchmarks;

/// <summary>Waits for messages that the emulator takes.</summary>
internal static class Acceptances
{
    /// <summary>Counts from now on.</summary>
    public static Expectation Expect(this EmulatorControl emulator, int count) => new(emulator, count);

    /// <summary>So many messages, from its making on.</summary>
    internal sealed class Expectation : IDisposable
    {
        private readonly TaskCompletionSource _all = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly EmulatorControl _emulator;
        private int _left;

        public Expectation(EmulatorControl emulator, int count)
        {
            (_emulator, _left) = (emulator, count);
            emulator.Model.MessageAccepted += Count;
        }

        /// <summary>Completes with the last of them.</summary>
        public Task Accepted => _all.Task;

        public void Dispose() => _emulator.Model.MessageAccepted -= Count;

        private void Count(AcceptedMessage message)
        {
            if (Interlocked.Decrement(ref _left) == 0)
            {
                _all.TrySetResult();
            }
        }
    }
}
