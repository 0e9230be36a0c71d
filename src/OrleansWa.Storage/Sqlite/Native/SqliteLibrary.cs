using System.Reflection;
using System.Runtime.InteropServices;
using SQLitePCL;

namespace OrleansWa.Storage.Sqlite.Native;

/// <summary>
/// Loads the native library once per process. The system's own is preferred, because its security updates come with the system; where there
/// is none, or it is too old, the bundled one serves.
/// </summary>
public static class SqliteLibrary
{
    /// <summary>Environment variable; <c>bundled</c> forces the bundled library.</summary>
    public const string Variable = "ORLEANSWA_SQLITE";

    /// <summary>3.35.0: upserts, RETURNING. The bundled library is 3.35.5.</summary>
    private const int OldestVersion = 3_035_000;

    private static readonly object Gate = new();
    private static string? _description;
    private static nint _system;

    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    private delegate int Number();

    /// <summary>Version and origin of the library in use, e.g. <c>SQLite 3.40.1 (system)</c>, for the start-up log.</summary>
    public static string Description => _description ?? "SQLite (not loaded)";

    /// <summary>Loads the library; only the first call of a process decides.</summary>
    public static void Load(SqliteLibraryChoice choice = SqliteLibraryChoice.PreferSystem)
    {
        lock (Gate)
        {
            _description ??= LoadOnce(choice);
        }
    }

    private static string LoadOnce(SqliteLibraryChoice choice)
    {
        var forced = string.Equals(Environment.GetEnvironmentVariable(Variable), "bundled", StringComparison.OrdinalIgnoreCase);
        _system = forced || choice == SqliteLibraryChoice.Bundled ? 0 : FindSystem();

        // The resolver must be there before the first P/Invoke of the provider, which Init makes.
        NativeLibrary.SetDllImportResolver(typeof(SQLite3Provider_e_sqlite3).Assembly, Resolve);
        Batteries_V2.Init();
        return $"SQLite {raw.sqlite3_libversion().utf8_to_string()} ({(_system == 0 ? "bundled" : "system")})";
    }

    private static nint Resolve(string name, Assembly assembly, DllImportSearchPath? path) => name == "e_sqlite3" ? _system : 0;

    private static nint FindSystem()
    {
        foreach (var name in SystemNames())
        {
            if (NativeLibrary.TryLoad(name, out var handle))
            {
                if (IsUsable(handle))
                {
                    return handle;
                }

                NativeLibrary.Free(handle);
            }
        }

        return 0;
    }

    private static string[] SystemNames() =>
        OperatingSystem.IsWindows() ? ["winsqlite3.dll"]
        : OperatingSystem.IsMacOS() ? ["/usr/lib/libsqlite3.dylib"]
        : ["libsqlite3.so.0"];

    private static bool IsUsable(nint handle) =>
        Call(handle, "sqlite3_libversion_number") >= OldestVersion && Call(handle, "sqlite3_threadsafe") != 0;

    private static int Call(nint handle, string export) => NativeLibrary.TryGetExport(handle, export, out var address)
        ? Marshal.GetDelegateForFunctionPointer<Number>(address)()
        : 0;
}
