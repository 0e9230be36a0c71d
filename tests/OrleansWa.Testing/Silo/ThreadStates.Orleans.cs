using System.Diagnostics;

namespace OrleansWa.Testing.Silo;

/// <summary>What the operating system says of the threads of this process.</summary>
internal static class ThreadStates
{
    private const string Tasks = "/proc/self/task";

    /// <summary>Whether a thread other than the caller's runs, wants to, or waits for a disk.</summary>
    public static bool DoesAnotherRun() => OperatingSystem.IsLinux() ? AreMoreThanOne(Tasks) : Process.GetCurrentProcess().Threads.Cast<ProcessThread>()
        .Count(thread => thread.ThreadState is System.Diagnostics.ThreadState.Running or System.Diagnostics.ThreadState.Ready) > 1;

    private static bool AreMoreThanOne(string tasks)
    {
        var running = 0;
        foreach (var task in System.IO.Directory.EnumerateDirectories(tasks))
        {
            running += StateOf(task + "/stat") is 'R' or 'D' ? 1 : 0;
            if (running > 1)
            {
                return true;
            }
        }

        return false;
    }

    // "123 (name) R ...": the state follows the last bracket. A thread that has just ended has none.
    private static char StateOf(string path)
    {
        try
        {
            Span<byte> line = stackalloc byte[128];
            using var file = File.OpenHandle(path);
            line = line[..RandomAccess.Read(file, line, 0)];
            return (char)line[line.LastIndexOf((byte)')') + 2];
        }
        catch (IOException)
        {
            return ' ';
        }
    }
}
