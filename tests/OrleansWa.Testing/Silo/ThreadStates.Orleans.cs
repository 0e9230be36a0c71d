namespace OrleansWa.Testing.Silo;

/// <summary>What Linux says of the threads of this process.</summary>
internal static class ThreadStates
{
    private const string Tasks = "/proc/self/task";

    /// <summary>Whether a thread other than the caller's runs, wants to, or waits for a disk. True where nobody knows.</summary>
    public static bool DoesAnotherRun()
    {
        if (!System.IO.Directory.Exists(Tasks))
        {
            return true;
        }

        var running = System.IO.Directory.EnumerateDirectories(Tasks).Count(task => StateOf(task) is 'R' or 'D');
        return running > 1;
    }

    // "123 (name) R ...": the state follows the last bracket. A thread that has just ended has none.
    private static char StateOf(string task)
    {
        try
        {
            var line = File.ReadAllText(Path.Combine(task, "stat"));
            return line[line.LastIndexOf(')') + 2];
        }
        catch (IOException)
        {
            return ' ';
        }
    }
}
