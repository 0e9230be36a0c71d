using System.Runtime.InteropServices;

namespace OrleansWa.Testing.Disks;

/// <summary>The structures of sqlite3.h; what is only passed on is a pointer without a type.</summary>
internal static unsafe partial class SimulatedVfs
{
    [StructLayout(LayoutKind.Sequential)]
    private struct Vfs
    {
        public int Version;
        public int FileSize;
        public int PathSize;
        public Vfs* Next;
        public byte* Name;
        public void* AppData;
        public delegate* unmanaged[Cdecl]<Vfs*, byte*, OpenFile*, int, int*, int> Open;
        public delegate* unmanaged[Cdecl]<Vfs*, byte*, int, int> Delete;
        public delegate* unmanaged[Cdecl]<Vfs*, byte*, int, int*, int> Access;
        public delegate* unmanaged[Cdecl]<Vfs*, byte*, int, byte*, int> FullPathname;
        public void* LibraryOpen;
        public void* LibraryError;
        public void* LibrarySymbol;
        public void* LibraryClose;
        public void* Randomness;
        public void* Sleep;
        public void* CurrentTime;
        public void* LastError;
        public void* CurrentTimeInt64;
    }

    [StructLayout(LayoutKind.Sequential)]
    private struct OpenFile
    {
        public IoMethods* Methods;
        public nint Handle;
    }

    [StructLayout(LayoutKind.Sequential)]
    private struct IoMethods
    {
        public int Version;
        public delegate* unmanaged[Cdecl]<OpenFile*, int> Close;
        public delegate* unmanaged[Cdecl]<OpenFile*, byte*, int, long, int> Read;
        public delegate* unmanaged[Cdecl]<OpenFile*, byte*, int, long, int> Write;
        public delegate* unmanaged[Cdecl]<OpenFile*, long, int> Truncate;
        public delegate* unmanaged[Cdecl]<OpenFile*, int, int> Sync;
        public delegate* unmanaged[Cdecl]<OpenFile*, long*, int> FileSize;
        public delegate* unmanaged[Cdecl]<OpenFile*, int, int> Lock;
        public delegate* unmanaged[Cdecl]<OpenFile*, int, int> Unlock;
        public delegate* unmanaged[Cdecl]<OpenFile*, int*, int> CheckReservedLock;
        public delegate* unmanaged[Cdecl]<OpenFile*, int, void*, int> FileControl;
        public delegate* unmanaged[Cdecl]<OpenFile*, int> SectorSize;
        public delegate* unmanaged[Cdecl]<OpenFile*, int> DeviceCharacteristics;
        public delegate* unmanaged[Cdecl]<OpenFile*, int, int, int, nint*, int> SharedMap;
        public delegate* unmanaged[Cdecl]<OpenFile*, int, int, int, int> SharedLock;
        public delegate* unmanaged[Cdecl]<OpenFile*, void> SharedBarrier;
        public delegate* unmanaged[Cdecl]<OpenFile*, int, int> SharedUnmap;
    }
}
