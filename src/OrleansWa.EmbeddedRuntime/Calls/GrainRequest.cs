namespace OrleansWa.EmbeddedRuntime;

/// <summary>Something that takes a grain's turn: a call, or the tick of a timer. In one list of one activation at a time.</summary>
internal abstract class GrainRequest : IThreadPoolWorkItem
{
    /// <summary>For requests that nobody waits for.</summary>
    internal const long NeverExpires = long.MaxValue;

    internal GrainRequest? Next { get; set; }

    internal GrainRequest? Previous { get; set; }

    /// <summary>The activation that runs it; set when it starts.</summary>
    internal Activation Activation { get; set; } = null!;

    /// <summary>Coarse time stamp of the call, or <see cref="NeverExpires"/>.</summary>
    internal long SentAt { get; init; } = NeverExpires;

    internal abstract bool AlwaysInterleave { get; }

    internal abstract bool IsReadOnly { get; }

    /// <summary>True when it dies with its activation instead of moving on to the next one.</summary>
    internal virtual bool IsLocal => false;

    /// <summary>True when it restarts the idle age.</summary>
    internal virtual bool CountsAsUse => true;

    /// <summary>True when nobody waits for it any more; if it has not started, it never will.</summary>
    internal abstract bool IsSettled { get; }

    /// <summary>Starts it, in a turn. It ends with <see cref="EmbeddedRuntime.Activation.OnEnded"/>. It may not throw.</summary>
    public abstract void Execute();

    /// <summary>Ends it without running it, or ends only the caller's wait.</summary>
    internal abstract void Fail(Exception error);

    /// <summary>Values that travel with it.</summary>
    internal virtual Dictionary<string, object>? RequestContext => null;
}
