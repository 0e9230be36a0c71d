using System.Runtime.CompilerServices;

namespace OrleansWa.EmbeddedRuntime;

/// <summary>A call with its result type.</summary>
/// <typeparam name="T">The result, or <see cref="NoResult"/>.</typeparam>
internal sealed class GrainCall<T> : GrainCall
{
    // A promise without the object that TaskCompletionSource would add. The fields of GrainCall say who may settle it.
    private AsyncTaskMethodBuilder<T> _promise = AsyncTaskMethodBuilder<T>.Create();

    internal GrainCall(GrainMethod<T> method, object?[] arguments)
        : base(method, arguments)
    {
        // The builder makes its task at first use, which must not happen on two threads.
        _ = _promise.Task;
    }

    internal Task<T> Outcome => _promise.Task;

    protected override void SetError(Exception error)
    {
        if (Method.IsOneWay)
        {
            Method.Interface.Types.Silo.LogOneWayFailure(Method, error);
            return;
        }

        _promise.SetException(error);
    }

    protected override Task? TakeOrWait(object? returned)
    {
        if (returned is Task<IncomingCall> filtered)
        {
            return filtered;
        }

        if (!((GrainMethod<T>)Method).TryTake(returned, out var result, out var pending))
        {
            return pending;
        }

        End(result);
        return null;
    }

    protected override void OnMethodEnded(Task ended)
    {
        if (!ended.IsCompletedSuccessfully)
        {
            EndWithError(ended.Exception?.InnerException ?? new TaskCanceledException(ended));
            return;
        }

        End(ended is Task<IncomingCall> filtered ? Unbox(filtered.Result) : GrainMethod<T>.ResultOf(ended));
    }

    private static T Unbox(IncomingCall call) => call.Result is T result ? result : default!;

    private void End(T result)
    {
        Activation.OnEnded(this);
        if (TrySettle())
        {
            _promise.SetResult(result);
        }
    }
}
