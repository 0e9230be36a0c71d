using OrleansWa.CloudApiEmulator.Clock;

namespace OrleansWa.CloudApiEmulator.Faulting;

/// <summary>The faults in force and the ones armed for coming sends (at most 1,000; the oldest drops).</summary>
internal sealed class FaultBox(EmulatorOptions options, Chance chance)
{
    private const int ArmedMax = 1_000;

    private readonly Lock _gate = new();
    private readonly List<SendFault> _armed = [];
    private volatile Faults _current = options.Faults;
    private volatile bool _anyArmed;

    public Faults Current
    {
        get => _current;
        set => _current = value;
    }

    public IReadOnlyList<SendFault> Armed
    {
        get
        {
            lock (_gate) return [.. _armed];
        }
    }

    public void Arm(SendFault fault)
    {
        if (fault.Kind == SendFaultKind.Unknown) throw new ArgumentException("A send fault needs a kind.", nameof(fault));
        lock (_gate)
        {
            if (_armed.Count >= ArmedMax) _armed.RemoveAt(0);
            _armed.Add(fault);
            _anyArmed = true;
        }
    }

    /// <summary>The fault that hits this send, used up by one.</summary>
    public SendFault? Take(string phoneNumberId, string to)
    {
        if (!_anyArmed) return null;
        lock (_gate)
        {
            var index = _armed.FindIndex(f => Matches(f, phoneNumberId, to) && (f.Rate >= 1 || chance.Hits(f.Rate)));
            if (index < 0) return null;
            var fault = _armed[index];
            UseUp(index, fault);
            return fault;
        }
    }

    public void Disarm()
    {
        lock (_gate)
        {
            _armed.Clear();
            _anyArmed = false;
        }
    }

    public void Reset()
    {
        Disarm();
        _current = options.Faults;
    }

    private void UseUp(int index, SendFault fault)
    {
        if (fault.Count < 0) return;
        if (fault.Count > 1) _armed[index] = fault with { Count = fault.Count - 1 };
        else _armed.RemoveAt(index);
        _anyArmed = _armed.Count > 0;
    }

    private static bool Matches(SendFault fault, string phoneNumberId, string to) =>
        (fault.PhoneNumberId is null || fault.PhoneNumberId == phoneNumberId) && (fault.To is null || fault.To == to);
}
