using System.Globalization;
using OrleansWa.EmbeddedRuntime.Simulation;
using OrleansWa.Testing.Silo;

namespace OrleansWa.Simulation.Tests.Outside;

/// <summary>The patients of a channel. The same people also write to other clinics.</summary>
internal sealed class Patients(SimulatedWorld world, Meta meta, Actors actors, Random dice)
{
    /// <summary>They will write in bursts within a stretch of time.</summary>
    public void WriteWithin(Clinic clinic, int count, TimeSpan stretch)
    {
        for (var patient = 1; patient <= count; patient++)
        {
            var phone = Phone(patient);
            var pauses = Enumerable.Range(0, dice.Next(1, 3)).Select(_ => stretch * dice.NextDouble()).Order().ToArray();
            actors.Begin("patient", () => Write(clinic, phone, pauses));
        }
    }

    /// <summary>A patient's phone.</summary>
    public static string Phone(int patient) => "55119876" + (50_000 + patient).ToString(CultureInfo.InvariantCulture);

    private async Task Write(Clinic clinic, string phone, TimeSpan[] bursts)
    {
        var began = world.Time.GetUtcNow();
        var written = 0;
        foreach (var burst in bursts)
        {
            await Until(began + burst);
            for (var left = dice.Next(1, 4); left > 0; left--)
            {
                // The text says everything that the checks want to know. Ids repeat from channel to channel, as they may.
                var text = $"{clinic.TenantId}.{clinic.ChannelId}.{phone}.{++written}";
                meta.Tell(new Post { Clinic = clinic, Message = clinic.Message(phone, text, $"wamid.in.{phone}.{written}") });
                await Task.Delay(TimeSpan.FromMilliseconds(dice.Next(0, 1_500)), world.Time);
            }
        }
    }

    private Task Until(DateTimeOffset at)
    {
        var now = world.Time.GetUtcNow();
        return at > now ? Task.Delay(at - now, world.Time) : Task.CompletedTask;
    }
}
