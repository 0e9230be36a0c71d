namespace OrleansWa.EmbeddedRuntime;

/// <summary>Which request may run when.</summary>
internal sealed partial class Activation
{
    private RequestList _waiting;
    private RequestList _running;
    private int _blocking;
    private int _blockingReadOnly;
    private long _lastUsed;

    /// <summary>Starts a request or lets it wait. False when the activation is gone: the caller looks for the next one.</summary>
    internal bool TryReceive(GrainRequest request)
    {
        lock (Gate)
        {
            if (_status == ActivationStatus.Gone)
            {
                return request.IsLocal;
            }

            if (_status == ActivationStatus.Active && MayStart(request))
            {
                Start(request);
                return true;
            }

            if (MayWait(request))
            {
                _waiting.Add(request);
                return true;
            }
        }

        if (!request.IsLocal)
        {
            Silo.RefuseOverload(this, request, _class.Tag);
        }

        return true;
    }

    /// <summary>A request has ended, well or not; the next may start.</summary>
    internal void OnEnded(GrainRequest request)
    {
        lock (Gate)
        {
            _running.Remove(request);
            if (Blocks(request))
            {
                _blocking--;
                _blockingReadOnly -= request.IsReadOnly ? 1 : 0;
            }

            if (request.CountsAsUse)
            {
                _lastUsed = Silo.Clock.Now;
            }

            Continue();
        }
    }

    /// <summary>A request has ended with an error; a conflict in the store ends the activation too.</summary>
    internal void OnFailed(GrainRequest request, Exception error)
    {
        Silo.Metrics.Failed(_class.Tag);
        if (error is InconsistentStateException { IsSourceActivation: true } conflict)
        {
            conflict.IsSourceActivation = false;
            Deactivate(new(DeactivationReasonCode.ApplicationError, error, "The store has another version of the state."));
        }

        OnEnded(request);
    }

    /// <summary>Number of requests, to choose the least busy worker; read without the lock.</summary>
    internal int Load() => _running.Count + _waiting.Count + (_status == ActivationStatus.Active ? 0 : 1);

    /// <summary>Collects the calls that were sent before a moment. True while there are calls that can still expire.</summary>
    internal bool CollectExpired(long sentBefore, List<GrainRequest> expired)
    {
        lock (Gate)
        {
            // Not short-circuited: both lists must be looked at.
            return CollectExpired(_running, sentBefore, expired) | CollectExpired(_waiting, sentBefore, expired);
        }
    }

    private static bool CollectExpired(RequestList requests, long sentBefore, List<GrainRequest> expired)
    {
        var canExpire = false;
        for (var request = requests.First; request is not null; request = request.Next)
        {
            if (request.SentAt == GrainRequest.NeverExpires || request.IsSettled)
            {
                continue;
            }

            canExpire = true;
            if (request.SentAt < sentBefore)
            {
                expired.Add(request);
            }
        }

        return canExpire;
    }

    private bool Blocks(GrainRequest request) => !request.AlwaysInterleave && !_class.IsReentrant;

    private bool MayStart(GrainRequest request) =>
        _blocking == 0 || !Blocks(request) || (request.IsReadOnly && _blockingReadOnly == _blocking);

    // A tick is not refused for overload, there is one per timer; while deactivating it is dropped with its timer.
    private bool MayWait(GrainRequest request) =>
        request.IsLocal ? _status != ActivationStatus.Deactivating : _waiting.Count < Silo.Options.MailboxLimit;

    private void Start(GrainRequest request)
    {
        request.Activation = this;
        _running.Add(request);
        Silo.Metrics.Started(_class.Tag);
        if (Blocks(request))
        {
            _blocking++;
            _blockingReadOnly += request.IsReadOnly ? 1 : 0;
        }

        Enqueue(request);
    }

    private void Continue()
    {
        if (_status == ActivationStatus.Active)
        {
            StartWaiting(all: false);
        }
        else if (_status == ActivationStatus.Deactivating && _running.Count == 0)
        {
            BeginDeactivation();
        }
    }

    /// <summary>Starts what may start. Beyond the first that may not, only read-only requests can, unless all wait for the activation itself.</summary>
    private void StartWaiting(bool all)
    {
        for (var request = _waiting.First; request is not null;)
        {
            var next = request.Next;
            if (request.IsSettled)
            {
                _waiting.Remove(request);
            }
            else if (MayStart(request))
            {
                _waiting.Remove(request);
                Start(request);
            }
            else if (!all && _blockingReadOnly < _blocking)
            {
                return;
            }

            request = next;
        }
    }
}
