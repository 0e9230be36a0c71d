using System.Diagnostics;

namespace OrleansWa.EmbeddedRuntime;

/// <summary>A call under way, from whoever sent it to whoever answers it.</summary>
internal abstract class GrainCall : GrainRequest
{
    private readonly Dictionary<string, object>? _requestContext = EmbeddedRuntime.RequestContext.Export();
    private readonly Activity? _activity = Activity.Current;
    private CancellationTokenRegistration? _cancellation;
    private int _isSettled;

    protected GrainCall(GrainMethod method, object?[] arguments)
    {
        Method = method;
        Arguments = arguments;
        Source = Activation.Current;
    }

    internal GrainMethod Method { get; }

    internal object?[] Arguments { get; }

    /// <summary>The calling activation, or null when a client or the runtime itself calls.</summary>
    internal Activation? Source { get; }

    internal sealed override bool AlwaysInterleave => Method.AlwaysInterleave;

    internal sealed override bool IsReadOnly => Method.IsReadOnly;

    internal sealed override bool IsSettled => Volatile.Read(ref _isSettled) != 0;

    internal sealed override Dictionary<string, object>? RequestContext => _requestContext;

    public sealed override void Execute()
    {
        if (IsSettled)
        {
            Activation.OnEnded(this);
            return;
        }

        var clean = ExecutionContext.Capture()!;
        var pending = Start();
        ExecutionContext.Restore(clean);

        // Runs within the turn that ends the task, and costs less than an await.
        pending?.ContinueWith(
            static (task, call) => ((GrainCall)call!).OnMethodEnded(task),
            this,
            CancellationToken.None,
            TaskContinuationOptions.ExecuteSynchronously,
            Activation);
    }

    internal void CancelWith(CancellationToken cancellation)
    {
        if (cancellation.CanBeCanceled)
        {
            _cancellation = cancellation.UnsafeRegister(
                static (call, token) => ((GrainCall)call!).Fail(new OperationCanceledException(token)), this);
        }
    }

    internal sealed override void Fail(Exception error)
    {
        if (TrySettle())
        {
            SetError(error);
        }
    }

    protected abstract void SetError(Exception error);

    /// <summary>Calls the grain's method; null when the result could be taken at once.</summary>
    protected abstract Task? TakeOrWait(object? returned);

    protected abstract void OnMethodEnded(Task ended);

    /// <summary>The error ends the request, and the caller's wait.</summary>
    protected void EndWithError(Exception error)
    {
        Activation.OnFailed(this, error);
        Fail(CallErrors.Crossing(error));
    }

    protected bool TrySettle()
    {
        if (Interlocked.Exchange(ref _isSettled, 1) != 0)
        {
            return false;
        }

        _cancellation?.Unregister();
        return true;
    }

    private Task? Start()
    {
        try
        {
            EmbeddedRuntime.RequestContext.Import(_requestContext);
            if (_activity is not null)
            {
                Activity.Current = _activity;
            }

            return TakeOrWait(Invoke());
        }
        catch (Exception error)
        {
            EndWithError(error);
            return null;
        }
    }

    private object? Invoke()
    {
        var grain = Activation.GrainInstance!;
        return Activation.HasFilters ? new IncomingCall(this, grain).Run() : Method.Invoke(grain, Arguments);
    }
}
