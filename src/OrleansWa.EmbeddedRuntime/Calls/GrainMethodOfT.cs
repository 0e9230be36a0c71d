using System.Reflection;

namespace OrleansWa.EmbeddedRuntime;

/// <summary>A method with its result type; knows the four shapes that a result may come in.</summary>
/// <typeparam name="T">The result, or <see cref="NoResult"/>.</typeparam>
internal sealed class GrainMethod<T> : GrainMethod
{
    private readonly bool _isValueTask;

    private GrainMethod(GrainInterface grainInterface, MethodInfo method)
        : base(grainInterface, method) => _isValueTask = method.ReturnType.IsValueType;

    internal override object Send(GrainId target, object?[] arguments)
    {
        var cancellation = CancellationOf(arguments);
        return Wrap(cancellation.IsCancellationRequested ? Task.FromCanceled<T>(cancellation) : SendCall(target, arguments, cancellation));
    }

    /// <summary>Takes the result of a call that has already ended well; else gives the task to wait for.</summary>
    internal bool TryTake(object? returned, out T result, out Task pending)
    {
        result = default!;
        switch (returned)
        {
            case Task<T> task:
                pending = task;
                return TryTake(task, out result);
            case Task task:
                pending = task;
                return task.IsCompletedSuccessfully;
            case ValueTask<T> task:
                pending = task.AsTask();
                return TryTake((Task<T>)pending, out result);
            case ValueTask task:
                pending = task.AsTask();
                return pending.IsCompletedSuccessfully;
            default:
                throw new InvalidOperationException($"{Interface.Name}.{Info.Name} returned null instead of a task.");
        }
    }

    internal override async Task<object?> InvokeBoxed(object grain, object?[] arguments)
    {
        if (!TryTake(Invoke(grain, arguments), out var result, out var pending))
        {
            await pending;
            result = ResultOf(pending);
        }

        return typeof(T) == typeof(NoResult) ? null : result;
    }

    internal static T ResultOf(Task ended) => ended is Task<T> task ? task.GetAwaiter().GetResult() : default!;

    private static bool TryTake(Task<T> task, out T result)
    {
        var isDone = task.IsCompletedSuccessfully;
        result = isDone ? task.Result : default!;
        return isDone;
    }

    private Task<T> SendCall(GrainId target, object?[] arguments, CancellationToken cancellation)
    {
        var silo = Interface.Types.Silo;
        var call = new GrainCall<T>(this, arguments) { SentAt = IsOneWay ? GrainRequest.NeverExpires : silo.Clock.Now };
        call.CancelWith(cancellation);
        silo.Dispatch(target, call);
        return IsOneWay ? Task.FromResult<T>(default!) : call.Outcome;
    }

    private object Wrap(Task<T> outcome)
    {
        if (!_isValueTask)
        {
            return outcome;
        }

        return typeof(T) == typeof(NoResult) ? new ValueTask(outcome) : new ValueTask<T>(outcome);
    }
}
