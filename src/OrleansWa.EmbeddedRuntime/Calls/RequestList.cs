using System.Collections;

namespace OrleansWa.EmbeddedRuntime;

/// <summary>Requests in order; adding and removing cost nothing extra, because the links are in the requests.</summary>
internal struct RequestList : IEnumerable<GrainRequest>
{
    internal GrainRequest? First { get; private set; }

    internal GrainRequest? Last { get; private set; }

    internal int Count { get; private set; }

    public readonly IEnumerator<GrainRequest> GetEnumerator()
    {
        for (var request = First; request is not null; request = request.Next)
        {
            yield return request;
        }
    }

    readonly IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    internal void Add(GrainRequest request)
    {
        request.Previous = Last;
        request.Next = null;
        if (Last is null)
        {
            First = request;
        }
        else
        {
            Last.Next = request;
        }

        Last = request;
        Count++;
    }

    internal void Remove(GrainRequest request)
    {
        if (request.Previous is null)
        {
            First = request.Next;
        }
        else
        {
            request.Previous.Next = request.Next;
        }

        if (request.Next is null)
        {
            Last = request.Previous;
        }
        else
        {
            request.Next.Previous = request.Previous;
        }

        request.Next = request.Previous = null;
        Count--;
    }
}
