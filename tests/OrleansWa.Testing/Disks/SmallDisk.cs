using System.Diagnostics;

namespace OrleansWa.Testing.Disks;

/// <summary>A small file system in memory that a test can fill and empty. Mounting needs root.</summary>
public sealed class SmallDisk : IDisposable
{
    private readonly string _ballast;
    private bool _isMounted;

    private SmallDisk(string directory) => (Directory, _ballast) = (directory, Path.Combine(directory, "ballast"));

    /// <summary>Why there can be none here; null when there can.</summary>
    public static string? Missing { get; } = OperatingSystem.IsLinux() && Environment.UserName == "root" && TryOnce()
        ? null
        : "A file system of limited size cannot be mounted here: that needs Linux, root and the right to mount.";

    /// <summary>Where it is.</summary>
    public string Directory { get; }

    /// <summary>Mounts one.</summary>
    /// <param name="megabytes">Its size.</param>
    public static SmallDisk Mount(int megabytes)
    {
        var disk = new SmallDisk(System.IO.Directory.CreateTempSubdirectory("owa-disk-").FullName);
        disk._isMounted = Run("mount", "-t", "tmpfs", "-o", $"size={megabytes}m", "tmpfs", disk.Directory);
        if (!disk._isMounted)
        {
            disk.Dispose();
            throw new InvalidOperationException("The small disk could not be mounted.");
        }

        return disk;
    }

    /// <summary>Takes what room is left.</summary>
    public void Fill()
    {
        var block = new byte[64 * 1024];
        using var file = new FileStream(_ballast, FileMode.Append, FileAccess.Write, FileShare.None, bufferSize: 0);
        for (var size = block.Length; size > 0;)
        {
            try
            {
                file.Write(block, 0, size);
            }
            catch (IOException)
            {
                size /= 2;
            }
        }
    }

    /// <summary>Gives the room back.</summary>
    public void Empty() => File.Delete(_ballast);

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_isMounted)
        {
            Run("umount", "--lazy", Directory);
        }

        System.IO.Directory.Delete(Directory, recursive: true);
    }

    private static bool TryOnce()
    {
        try
        {
            using var disk = Mount(1);
            return true;
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }

    private static bool Run(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
        process.WaitForExit();
        return process.ExitCode == 0;
    }
}
