using OrleansWa.Contracts;
using OrleansWa.Contracts.DeadLetters;
using OrleansWa.Contracts.Directory;
using OrleansWa.Testing.Silo;

namespace OrleansWa.Grains.Tests.Conversations;

/// <summary>A crash between any two steps; only simulation can do that.</summary>
public sealed class ConversationCrashTests
{
    private const string Ana = "5511987654321";

    [Fact]
    public void Deliver_WhenTheSiloCrashesAtAnyStep_AnswersOnceAndInOrder()
    {
        var steps = StepsOfOneConversation();

        for (var crashAt = 1L; crashAt <= steps; crashAt++)
        {
            using var world = new SiloWorld(seed: 7);
            var clinic = Open(world, Clinic.EchoFlow);
            var first = world.World.Steps;
            world.World.CrashWhen(step => step >= first + crashAt);
            WriteWithRetry(world, clinic, ["um", "dois"]);
            world.World.RunFor(TimeSpan.FromMinutes(30));

            var chat = clinic.Chat(Ana);
            chat.Distinct().Count().ShouldBe(chat.Count, $"crash at step {crashAt}: {string.Join(" | ", chat)}");
            // An attempt that the crash cut off after WhatsApp took it counts; one cut off before is unknown and stays unsent by the message's own policy.
            chat.ShouldBe(new[] { "eco um", "eco dois" }.Where(chat.Contains), $"order after a crash at step {crashAt}");
            (chat.Count + UnknownOutcomes(world, clinic)).ShouldBe(2, $"crash at step {crashAt}: {string.Join(" | ", chat)}");
            world.WhatsApp.MostInFlight.ShouldBe(1);
        }
    }

    [Fact]
    public void Deliver_WhenNoRuleCanHandleIt_AndTheSiloCrashesAtAnyStep_ItIsOneDeadLetter()
    {
        for (var crashAt = 1L; crashAt <= 60; crashAt++)
        {
            using var world = new SiloWorld(seed: 7);
            var clinic = Open(world, Clinic.EchoFlow);
            WriteWithRetry(world, clinic, ["oi"]);
            PoisonedState.Put(world, clinic);
            var first = world.World.Steps;
            world.World.CrashWhen(step => step >= first + crashAt);
            WriteWithRetry(world, clinic, ["um"]);
            world.World.RunFor(TimeSpan.FromMinutes(30));
            RestartIfCrashed(world);
            world.World.RunFor(TimeSpan.FromMinutes(30));

            clinic.Chat(Ana).ShouldBe(["eco oi"], $"crash at step {crashAt}");
            var letters = world.As(clinic.TenantId, async grains => (await grains.GetGrain<IDeadLetterGrain>(GrainKeys.Tenant(clinic.TenantId))
                .List(new DeadLetterFilter(null, "event_refused", null), new PageRequest(50, null))).Items);
            letters.Length.ShouldBe(1, $"crash at step {crashAt}");
        }
    }

    private static Clinic Open(SiloWorld world, string? flow) => new Clinic(world.Start(), "acme").Open(flow);

    private static long StepsOfOneConversation()
    {
        using var world = new SiloWorld(seed: 7);
        var clinic = Open(world, Clinic.EchoFlow);
        var before = world.World.Steps;
        WriteWithRetry(world, clinic, ["um", "dois"]);
        world.World.RunUntilIdle();
        clinic.Chat(Ana).ShouldBe(["eco um", "eco dois"]);
        return world.World.Steps - before;
    }

    // Meta's side: what is not acknowledged is delivered again, after a restart of the silo.
    private static void WriteWithRetry(SiloWorld world, Clinic clinic, string[] texts)
    {
        foreach (var text in texts)
        {
            var message = clinic.Message(Ana, text);
            for (var acknowledged = false; !acknowledged;)
            {
                try
                {
                    clinic.Receive(Clinic.Batch([message]));
                    acknowledged = true;
                }
                catch (Exception) when (!world.Process.IsAlive)
                {
                    RestartIfCrashed(world);
                }
            }

            world.World.RunUntilIdle();
            RestartIfCrashed(world);
        }
    }

    private static void RestartIfCrashed(SiloWorld world)
    {
        if (!world.Process.IsAlive)
        {
            world.AfterCrash();
            world.Start();
            world.World.RunUntilIdle();
        }
    }

    private static int UnknownOutcomes(SiloWorld world, Clinic clinic) => world.As(clinic.TenantId, async grains =>
    {
        var history = grains.GetGrain<IHistoryGrain>(GrainKeys.Tenant(clinic.TenantId));
        var conversation = (await history.Conversations(null, new PageRequest(10, null))).Items.Single();
        var messages = (await history.Messages(conversation.ChannelId, conversation.ContactId, new PageRequest(50, null))).Items;
        return messages.Count(m => m.Outbound && m.Error?.Code == "outcome_unknown" && world.WhatsApp.Sent.All(s => s.MessageId != m.Id));
    });
}
