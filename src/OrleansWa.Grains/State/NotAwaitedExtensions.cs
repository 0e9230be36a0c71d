using Microsoft.Extensions.Logging;

namespace OrleansWa.Grains.State;

/// <summary>Marks calls that are only a hint: what they ask for happens anyway, later.</summary>
internal static class NotAwaitedExtensions
{
    /// <summary>Observes the failure of a hint, so that it is seen at Debug and never lost as an unobserved exception.</summary>
    public static void NotAwaited(this Task task, ILogger logger) => _ = Observe(task, logger);

    private static async Task Observe(Task task, ILogger logger)
    {
        try
        {
            await task;
        }
        catch (Exception fault)
        {
            logger.LogDebug(fault, "A hint to another grain failed; its sweep makes up for it");
        }
    }
}
