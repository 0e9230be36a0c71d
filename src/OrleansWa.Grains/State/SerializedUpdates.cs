using System.Runtime.CompilerServices;

namespace OrleansWa.Grains.State;

/// <summary>
/// Changes one persistent state, one write at a time. Turns of an activation interleave at awaits; two writes under one etag would make
/// the second a conflict. Each change is computed from the state that the write before it left.
/// </summary>
/// <typeparam name="T">The immutable state.</typeparam>
internal sealed class SerializedUpdates<T>(IPersistentState<T> state)
    where T : class
{
    private Task _last = Task.CompletedTask;
    private bool _isUnsure;

    /// <summary>The state as it was last read or written; a change under way may already show.</summary>
    public T Current => state.State;

    /// <summary>
    /// Applies a change and writes it; durable when it returns the new state. A change that returns the same instance is not written. When the
    /// write throws, the old state stays; the store may have taken the new one nevertheless (its answer was lost), so that the next change reads again
    /// what there is.
    /// </summary>
    public Task<T> Update(Func<T, T> change)
    {
        var update = RunAfter(_last, change);
        _last = update;
        return update;
    }

    /// <summary>Removes the stored state once the writes before it are done.</summary>
    public Task Clear()
    {
        var clear = ClearAfter(_last);
        _last = clear;
        return clear;
    }

    private async Task ClearAfter(Task before)
    {
        await Settled(before);
        await BeSure();
        await state.ClearStateAsync();
    }

    // The failure of the write before belongs to its own caller.
    private static ConfiguredTaskAwaitable Settled(Task before) =>
        before.ConfigureAwait(ConfigureAwaitOptions.ContinueOnCapturedContext | ConfigureAwaitOptions.SuppressThrowing);

    private async Task<T> RunAfter(Task before, Func<T, T> change)
    {
        await Settled(before);
        await BeSure();
        var old = state.State;
        var next = change(old);
        if (ReferenceEquals(old, next))
        {
            return old;
        }

        state.State = next;
        try
        {
            await state.WriteStateAsync();
            return next;
        }
        catch (Exception failure)
        {
            // Another activation's write is no doubt of ours: the runtime ends this one.
            _isUnsure = failure is not InconsistentStateException;
            state.State = old;
            throw;
        }
    }

    private async Task BeSure()
    {
        if (_isUnsure)
        {
            await state.ReadStateAsync();
            _isUnsure = false;
        }
    }
}
