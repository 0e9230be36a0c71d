namespace OrleansWa.ClientApi.Hosting;

/// <summary>Files and directories that only their owner can read.</summary>
internal static class OwnerOnly
{
    /// <summary>Writes the file whole or not at all: under a temporary name that was never readable by others, then renamed.</summary>
    public static void WriteFile(string path, string text)
    {
        var temporary = $"{path}.{Environment.ProcessId}.tmp";
        File.Delete(temporary);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        using (var writer = new StreamWriter(temporary, options))
        {
            writer.WriteLine(text);
        }

        File.Move(temporary, path, overwrite: true);
    }

    /// <summary>Creates the directory if it is missing, for its owner only; an existing one keeps its rights.</summary>
    public static void CreateDirectory(string path)
    {
        if (Directory.Exists(path))
        {
            return;
        }

        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(path);
        }
        else
        {
            Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }
}
