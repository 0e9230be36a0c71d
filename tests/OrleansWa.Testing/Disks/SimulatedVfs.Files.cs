using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace OrleansWa.Testing.Disks;

/// <summary>The methods of an open file.</summary>
internal static unsafe partial class SimulatedVfs
{
    private static IoMethods* Methods()
    {
        var methods = (IoMethods*)NativeMemory.AllocZeroed((nuint)sizeof(IoMethods));
        methods->Version = 2;
        methods->Close = &Close;
        methods->Read = &Read;
        methods->Write = &Write;
        methods->Truncate = &Truncate;
        methods->Sync = &Sync;
        methods->FileSize = &FileSize;
        methods->Lock = &Lock;
        methods->Unlock = &Unlock;
        methods->CheckReservedLock = &CheckReservedLock;
        methods->FileControl = &FileControl;
        methods->SectorSize = &SectorSize;
        methods->DeviceCharacteristics = &DeviceCharacteristics;
        methods->SharedMap = &SharedMap;
        methods->SharedLock = &SharedLock;
        methods->SharedBarrier = &SharedBarrier;
        methods->SharedUnmap = &SharedUnmap;
        return methods;
    }

    private static SimulatedHandle Of(OpenFile* file) => (SimulatedHandle)GCHandle.FromIntPtr(file->Handle).Target!;

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Close(OpenFile* file)
    {
        Of(file).Close();
        GCHandle.FromIntPtr(file->Handle).Free();
        file->Methods = null;
        return SqliteCodes.Ok;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Read(OpenFile* file, byte* buffer, int count, long offset) => Of(file).Read(new Span<byte>(buffer, count), offset);

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Write(OpenFile* file, byte* bytes, int count, long offset) => Of(file).Write(new ReadOnlySpan<byte>(bytes, count), offset);

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Truncate(OpenFile* file, long length) => Of(file).Truncate(length);

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Sync(OpenFile* file, int flags) => Of(file).Sync();

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int FileSize(OpenFile* file, long* size)
    {
        *size = Of(file).Length;
        return SqliteCodes.Ok;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Lock(OpenFile* file, int level) => Of(file).Lock(level);

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Unlock(OpenFile* file, int level)
    {
        Of(file).Unlock(level);
        return SqliteCodes.Ok;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int CheckReservedLock(OpenFile* file, int* result)
    {
        *result = Of(file).IsReserved ? 1 : 0;
        return SqliteCodes.Ok;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int FileControl(OpenFile* file, int operation, void* argument) => SqliteCodes.NotFound;

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int SectorSize(OpenFile* file) => 4096;

    // As the file system says: a write changes nothing beside its own bytes, even when the power goes (SQLITE_IOCAP_POWERSAFE_OVERWRITE).
    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int DeviceCharacteristics(OpenFile* file) => 0x1000;

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int SharedMap(OpenFile* file, int region, int size, int extend, nint* address)
    {
        var handle = Of(file);
        *address = handle.Index.Map(handle, region, size, extend != 0);
        return SqliteCodes.Ok;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int SharedLock(OpenFile* file, int first, int count, int flags)
    {
        const int unlock = 1;
        const int exclusive = 8;
        var handle = Of(file);
        if ((flags & unlock) == 0)
        {
            return handle.Index.TryLock(handle, first, count, (flags & exclusive) != 0) ? SqliteCodes.Ok : SqliteCodes.Busy;
        }

        handle.Index.Unlock(handle, first, count);
        return SqliteCodes.Ok;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void SharedBarrier(OpenFile* file) => Thread.MemoryBarrier();

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int SharedUnmap(OpenFile* file, int delete)
    {
        var handle = Of(file);
        handle.Index.Unmap(handle);
        return SqliteCodes.Ok;
    }
}
