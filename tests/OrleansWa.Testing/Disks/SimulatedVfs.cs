using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using OrleansWa.Storage.Sqlite.Native;
using SQLitePCL;

namespace OrleansWa.Testing.Disks;

/// <summary>
/// SQLite's own seam to the operating system (https://www.sqlite.org/vfs.html): files in the directory of a <see cref="SimulatedDisk"/> go there, all
/// others to the file system as before. Registered once per process.
/// </summary>
internal static unsafe partial class SimulatedVfs
{
    private static readonly object Gate = new();
    private static Vfs* _own;
    private static Vfs* _system;
    private static IoMethods* _methods;

    public static void Register()
    {
        lock (Gate)
        {
            if (_own is null)
            {
                SqliteLibrary.Load();
                Register(Library());
            }
        }
    }

    private static void Register(nint library)
    {
        var find = (delegate* unmanaged[Cdecl]<byte*, Vfs*>)NativeLibrary.GetExport(library, "sqlite3_vfs_find");
        var register = (delegate* unmanaged[Cdecl]<Vfs*, int, int>)NativeLibrary.GetExport(library, "sqlite3_vfs_register");
        _system = find(null);
        _methods = Methods();
        _own = (Vfs*)NativeMemory.AllocZeroed((nuint)sizeof(Vfs));
        *_own = *_system;
        _own->Version = 2;
        _own->FileSize = Math.Max(_system->FileSize, sizeof(OpenFile));
        _own->Next = null;
        _own->Name = (byte*)Marshal.StringToCoTaskMemUTF8("simulated");
        _own->Open = &Open;
        _own->Delete = &Delete;
        _own->Access = &Access;
        _own->FullPathname = &FullPathname;
        if (register(_own, 1) != SqliteCodes.Ok)
        {
            throw new InvalidOperationException("SQLite refused the simulated disk.");
        }
    }

    // The same library as the product's: two in one process would not know of each other.
    private static nint Library() => SqliteLibrary.Description.Contains("(system)", StringComparison.Ordinal)
        ? NativeLibrary.Load("libsqlite3.so.0")
        : NativeLibrary.Load("e_sqlite3", typeof(SQLite3Provider_e_sqlite3).Assembly, null);

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Open(Vfs* vfs, byte* name, OpenFile* file, int flags, int* flagsOut)
    {
        const int create = 4;
        var path = Marshal.PtrToStringUTF8((nint)name);
        if (SimulatedDisk.Of(path) is not { } disk)
        {
            return _system->Open(_system, name, file, flags, flagsOut);
        }

        file->Methods = null;
        if (disk.Open(path!, (flags & create) != 0) is not { } handle)
        {
            return SqliteCodes.CannotOpen;
        }

        file->Handle = GCHandle.ToIntPtr(GCHandle.Alloc(handle));
        file->Methods = _methods;
        if (flagsOut is not null)
        {
            *flagsOut = flags;
        }

        return SqliteCodes.Ok;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Delete(Vfs* vfs, byte* name, int syncDirectory)
    {
        var path = Marshal.PtrToStringUTF8((nint)name);
        if (SimulatedDisk.Of(path) is not { } disk)
        {
            return _system->Delete(_system, name, syncDirectory);
        }

        if (disk.IsDead)
        {
            return SqliteCodes.Failed;
        }

        disk.Delete(path!);
        return SqliteCodes.Ok;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Access(Vfs* vfs, byte* name, int flags, int* result)
    {
        var path = Marshal.PtrToStringUTF8((nint)name);
        if (SimulatedDisk.Of(path) is not { } disk)
        {
            return _system->Access(_system, name, flags, result);
        }

        *result = disk.Exists(path!) ? 1 : 0;
        return SqliteCodes.Ok;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int FullPathname(Vfs* vfs, byte* name, int size, byte* full)
    {
        var path = MemoryMarshal.CreateReadOnlySpanFromNullTerminated(name);
        if (SimulatedDisk.Of(Marshal.PtrToStringUTF8((nint)name)) is null)
        {
            return _system->FullPathname(_system, name, size, full);
        }

        if (path.Length >= size)
        {
            return SqliteCodes.CannotOpen;
        }

        path.CopyTo(new Span<byte>(full, size));
        full[path.Length] = 0;
        return SqliteCodes.Ok;
    }
}
