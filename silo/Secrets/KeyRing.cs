using System.Security.Cryptography;
using System.Text;
using OrleansWa.Hosting;

namespace OrleansWa.Silo.Secrets;

/// <summary>The keys that encrypt secrets at rest. The first encrypts, all decrypt.</summary>
internal sealed class KeyRing
{
    private const int KeyBytes = 32;
    private static readonly TimeSpan WriteTimeout = TimeSpan.FromSeconds(5);
    private readonly Dictionary<string, byte[]> _keys;

    private KeyRing(string current, Dictionary<string, byte[]> keys) => (Current, _keys) = (current, keys);

    /// <summary>Id of the key that encrypts.</summary>
    public string Current { get; }

    /// <summary>The key of an id, or null.</summary>
    public byte[]? Find(string id) => _keys.GetValueOrDefault(id);

    /// <summary>Reads the ring, or makes one of one key that only its owner can read.</summary>
    /// <exception cref="SettingException">The file cannot be read or a line of it is not a key.</exception>
    public static KeyRing Open(string path)
    {
        try
        {
            if (!IsWritten(path))
            {
                Create(path);
            }

            return Parse(path, File.ReadAllLines(path));
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new SettingException("Secrets:KeyFile", $"'{path}' cannot be used: {fault.Message} Name a file that this process may read and, at the first start, create.");
        }
    }

    private static void Create(string path)
    {
        System.IO.Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        FileStream file;
        try
        {
            file = new FileStream(path, options);
        }
        catch (IOException) when (File.Exists(path))
        {
            // Silos that share the file start at the same moment, and the one that made it writes it now. Moving a whole file there instead would not
            // do: that replaces what another has just made and used.
            SpinWait.SpinUntil(() => IsWritten(path), WriteTimeout);
            return;
        }

        Write(path, file);
    }

    private static void Write(string path, FileStream file)
    {
        try
        {
            using (file)
            {
                file.Write(Encoding.ASCII.GetBytes($"k1:{Convert.ToBase64String(RandomNumberGenerator.GetBytes(KeyBytes))}\n"));
                // A key that is lost with the power takes every credential with it.
                file.Flush(flushToDisk: true);
            }
        }
        catch (IOException)
        {
            // The disk is full. An empty file would look like a key that was lost, at this start and at every later one.
            File.Delete(path);
            throw;
        }
    }

    private static bool IsWritten(string path)
    {
        try
        {
            using var file = File.OpenRead(path);
            return file.Length > 0;
        }
        catch (IOException)
        {
            return false;
        }
    }

    private static KeyRing Parse(string path, string[] lines)
    {
        string? current = null;
        var keys = new Dictionary<string, byte[]>(StringComparer.Ordinal);
        foreach (var line in lines.Select(l => l.Trim()).Where(l => l.Length > 0 && l[0] != '#'))
        {
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            var key = new byte[KeyBytes];
            if (colon is < 1 or > 20 || !Convert.TryFromBase64String(line[(colon + 1)..], key, out var length) || length != KeyBytes)
            {
                throw new SettingException("Secrets:KeyFile", $"'{path}' has a line that is not 'id:base64 of 32 bytes'. Restore the file from its copy.");
            }

            keys[line[..colon]] = key;
            current ??= line[..colon];
        }

        return current is null
            ? throw new SettingException("Secrets:KeyFile", $"'{path}' holds no key. Restore it from its copy; delete it only if the database is new.")
            : new KeyRing(current, keys);
    }
}
