using System.Runtime.InteropServices;

namespace OrleansWa.Testing.Disks;

/// <summary>Memory and locks that the connections to one database share while its write-ahead log is in use (SQLite's <c>xShm…</c> methods).</summary>
internal sealed unsafe class SharedIndex
{
    private const int Slots = 8;
    private readonly List<nint> _regions = [];
    private readonly HashSet<SimulatedHandle>[] _shared = [.. Enumerable.Range(0, Slots).Select(_ => new HashSet<SimulatedHandle>())];
    private readonly SimulatedHandle?[] _exclusive = new SimulatedHandle?[Slots];
    private readonly HashSet<SimulatedHandle> _users = [];

    /// <summary>Address of a region; 0 when it does not exist and is not wanted.</summary>
    public nint Map(SimulatedHandle user, int region, int size, bool extend)
    {
        _users.Add(user);
        while (_regions.Count <= region && extend)
        {
            _regions.Add((nint)NativeMemory.AllocZeroed((nuint)size));
        }

        return region < _regions.Count ? _regions[region] : 0;
    }

    /// <summary>The last one to leave takes the memory along.</summary>
    public void Unmap(SimulatedHandle user)
    {
        Unlock(user, 0, Slots);
        if (_users.Remove(user) && _users.Count == 0)
        {
            _regions.ForEach(region => NativeMemory.Free((void*)region));
            _regions.Clear();
        }
    }

    /// <summary>False when somebody else is in the way.</summary>
    public bool TryLock(SimulatedHandle user, int first, int count, bool exclusively)
    {
        for (var slot = first; slot < first + count; slot++)
        {
            var others = exclusively && _shared[slot].Any(holder => holder != user);
            if (others || (_exclusive[slot] is { } holder && holder != user))
            {
                return false;
            }
        }

        for (var slot = first; slot < first + count; slot++)
        {
            if (exclusively)
            {
                _exclusive[slot] = user;
            }
            else
            {
                _shared[slot].Add(user);
            }
        }

        return true;
    }

    public void Unlock(SimulatedHandle user, int first, int count)
    {
        for (var slot = first; slot < first + count; slot++)
        {
            _shared[slot].Remove(user);
            _exclusive[slot] = _exclusive[slot] == user ? null : _exclusive[slot];
        }
    }
}
