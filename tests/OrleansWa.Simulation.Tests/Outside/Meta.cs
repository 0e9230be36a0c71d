using OrleansWa.Contracts;
using OrleansWa.Contracts.Messages;
using OrleansWa.Contracts.Webhooks;
using OrleansWa.Testing.Silo;

namespace OrleansWa.Simulation.Tests.Outside;

/// <summary>
/// Meta's webhooks: mixes what it has to tell into calls of 1 to 10 elements in any order, repeats a call until it is acknowledged, and sometimes
/// although it was. Several calls are under way at once.
/// </summary>
internal sealed class Meta(SiloWorld silo, Actors actors, Random dice)
{
    private readonly List<Post> _waiting = [];
    private bool _isPumping;

    /// <summary>Everything it ever had to tell.</summary>
    public List<Post> Posts { get; } = [];

    /// <summary>Tells something soon.</summary>
    public void Tell(Post post)
    {
        Posts.Add(post);
        _waiting.Add(post);
        if (!_isPumping)
        {
            _isPumping = true;
            actors.Begin("meta", Pump);
        }
    }

    /// <summary>What statuses will be told of a message that WhatsApp took: some or none, late, doubled, out of order, before the send's answer.</summary>
    public void Follow(Clinic clinic, Attempt taken)
    {
        if (dice.Next(8) == 0)
        {
            return;
        }

        var hasOurId = dice.Next(5) != 0;
        foreach (var status in Course())
        {
            var post = new Post
            {
                Clinic = clinic,
                About = taken,
                Status = new WebhookStatus
                {
                    AccountId = clinic.AccountId,
                    WhatsAppId = taken.WhatsAppId!,
                    Status = status,
                    Timestamp = silo.World.Time.GetUtcNow(),
                    MessageId = hasOurId ? taken.MessageId : null,
                    Error = status == MessageStatus.Failed ? new MessageError("131026", "Undeliverable", "", "Call.") : null,
                },
            };
            var times = dice.Next(5) == 0 ? 2 : 1;
            for (var i = 0; i < times; i++)
            {
                Later(post);
            }
        }
    }

    private List<MessageStatus> Course()
    {
        List<MessageStatus> course = dice.Next(30) == 0 ? [MessageStatus.Failed] : [MessageStatus.Sent];
        if (course[0] == MessageStatus.Sent && dice.Next(10) != 0)
        {
            course.Add(MessageStatus.Delivered);
        }

        if (course.Count == 2 && dice.Next(3) != 0)
        {
            course.Add(MessageStatus.Read);
        }

        return course;
    }

    private void Later(Post post)
    {
        var delay = dice.Next(100) switch
        {
            < 20 => 0,
            < 80 => dice.Next(0, 5_000),
            < 95 => dice.Next(0, 120_000),
            _ => dice.Next(600_000, 1_200_000),
        };
        actors.Begin("status", async () =>
        {
            await Wait(delay);
            Tell(post);
        });
    }

    private async Task Pump()
    {
        while (_waiting.Count > 0)
        {
            await Wait(dice.Next(0, 400));
            var call = Take(dice.Next(1, 11));
            actors.Begin("webhook", () => DeliverUntilAcknowledged(call));
            if (dice.Next(10) == 0)
            {
                actors.Begin("webhook again", () => DeliverUntilAcknowledged(call));
            }
        }

        _isPumping = false;
    }

    private List<Post> Take(int count)
    {
        var call = new List<Post>();
        while (call.Count < count && _waiting.Count > 0)
        {
            var at = dice.Next(_waiting.Count);
            call.Add(_waiting[at]);
            _waiting.RemoveAt(at);
        }

        return call;
    }

    private async Task DeliverUntilAcknowledged(List<Post> call)
    {
        while (!await IsAcknowledged(call))
        {
            await Wait(dice.Next(500, 20_000));
        }

        if (dice.Next(8) == 0)
        {
            await Wait(dice.Next(0, 300_000));
            await IsAcknowledged(call);
        }
    }

    private async Task<bool> IsAcknowledged(List<Post> call)
    {
        try
        {
            CallScope.EnterPlatform();
            await Clinic.Intake(silo.Grains).Append(Clinic.Batch(
                [.. call.Where(p => p.Message is not null).Select(p => p.Message!)],
                [.. call.Where(p => p.Status is not null).Select(p => p.Status!)]));
        }
        catch (Exception)
        {
            // The silo is away, or goes away. Whether it stored the call, Meta does not know.
            return false;
        }

        call.ForEach(post => post.Acknowledged++);
        return true;
    }

    private Task Wait(int milliseconds) => Task.Delay(TimeSpan.FromMilliseconds(milliseconds), silo.World.Time);
}
