using OrleansWa.CloudApiEmulator.Accounts;
using OrleansWa.CloudApiEmulator.Clock;
using OrleansWa.CloudApiEmulator.Faulting;
using OrleansWa.CloudApiEmulator.Inspection;

namespace OrleansWa.CloudApiEmulator.Webhooks;

/// <summary>What every destination shares.</summary>
internal sealed class DestinationServices(
    EmulatorOptions options, FaultBox faults, EmulatorClock clock, EventScheduler scheduler, Chance chance,
    AccountDirectory directory, WebhookSender sender, WebhookLog log)
{
    private long _lastId;

    public EmulatorOptions Options => options;

    public FaultBox Faults => faults;

    public EmulatorClock Clock => clock;

    public EventScheduler Scheduler => scheduler;

    public Chance Chance => chance;

    public AccountDirectory Directory => directory;

    public WebhookSender Sender => sender;

    public WebhookLog Log => log;

    public long NextId() => Interlocked.Increment(ref _lastId);
}
