using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Vendue.Simulation.Tests.Disk;

/// <summary>
/// Simulated disks as SQLite's virtual file system: the real SQLite then writes its real journal and log on them.
/// See sqlite.org/vfs.html and the structures of sqlite3.h, whose layouts and codes these are.
/// </summary>
static unsafe class SqliteDisk
{
    const string Name = "vendue-simulated";
    const int Ok = 0, Busy = 5, CannotOpen = 14, NotFound = 12, Read = 266, ShortRead = 522, Write = 778, Sync = 1034, Cut = 1546, Delete = 2570;
    const int DeletesOnClose = 8, Creates = 4, Logs = 0x80800, LongestPath = 512;
    const int Unlocks = 1, LocksExclusively = 8;
    const int PowersafeOverwrite = 0x1000;

    static readonly ConcurrentDictionary<string, SimulatedDisk> Disks = [];
    // Whoever still has a file open of a simulation that ended finds nothing there.
    static readonly SimulatedDisk Gone = new(new Random(0)) { IsSilent = true };
    static readonly IoMethods* Methods = Allocate<IoMethods>();
    static int disks;

    static SqliteDisk()
    {
        SQLitePCL.Batteries_V2.Init();
        *Methods = new IoMethods
        {
            Version = 2,
            Close = &OnClose,
            Read = &OnRead,
            Write = &OnWrite,
            Cut = &OnCut,
            Sync = &OnSync,
            Size = &OnSize,
            Lock = &OnLock,
            Unlock = &OnUnlock,
            CheckReserved = &OnCheckReserved,
            Control = &OnControl,
            SectorSize = &OnSectorSize,
            Characteristics = &OnCharacteristics,
            ShmMap = &OnShmMap,
            ShmLock = &OnShmLock,
            ShmBarrier = &OnShmBarrier,
            ShmUnmap = &OnShmUnmap,
        };
        var vfs = Allocate<Vfs>();
        *vfs = new Vfs
        {
            Version = 2,
            FileSize = sizeof(FileHandle),
            LongestPath = LongestPath,
            Name = (byte*)Marshal.StringToCoTaskMemUTF8(Name),
            Open = &OnOpen,
            Delete = &OnDelete,
            Access = &OnAccess,
            FullPath = &OnFullPath,
            Randomness = &OnRandomness,
            Sleep = &OnSleep,
            CurrentTime = &OnCurrentTime,
            LastError = &OnLastError,
            CurrentTime64 = &OnCurrentTime64,
        };
        if (sqlite3_vfs_register(vfs, 0) != Ok) throw new InvalidOperationException("SQLite did not take the simulated file system.");
    }

    /// <summary>Lets SQLite find a disk.</summary>
    /// <returns>The name under which SQLite opens a file of it.</returns>
    public static string Attach(SimulatedDisk disk, string file, out string mount)
    {
        mount = $"/{Interlocked.Increment(ref disks)}/";
        Disks[mount] = disk;
        return $"file:{mount}{file}?vfs={Name}";
    }

    public static void Detach(string mount) => Disks.TryRemove(mount, out _);

    static T* Allocate<T>() where T : unmanaged => (T*)NativeMemory.AllocZeroed((nuint)sizeof(T));

    static (SimulatedDisk Disk, string Path) Locate(byte* name)
    {
        string path = Marshal.PtrToStringUTF8((nint)name)!;
        return (Disks.GetValueOrDefault(path[..(path.IndexOf('/', 1) + 1)], Gone), path);
    }

    static OpenFile FileOf(FileHandle* handle) => (OpenFile)GCHandle.FromIntPtr(handle->Open).Target!;

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    static int OnOpen(Vfs* vfs, byte* name, FileHandle* handle, int flags, int* outFlags)
    {
        handle->Methods = null;
        if (name == null) return CannotOpen;
        var (disk, path) = Locate(name);
        if (!disk.Begin() || ((flags & Creates) == 0 && disk.Find(path) is null)) return CannotOpen;
        var open = new OpenFile(disk, disk.Open(path), (flags & DeletesOnClose) != 0 ? path : null);
        // As SQLite's own file system for Unix does for its logs.
        open.SynchronisesFolder = (flags & Creates) != 0 && (flags & Logs) != 0;
        open.File.Locks.Enter(open);
        handle->Open = GCHandle.ToIntPtr(GCHandle.Alloc(open));
        handle->Methods = Methods;
        if (outFlags != null) *outFlags = flags;
        return Ok;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    static int OnClose(FileHandle* handle)
    {
        var open = FileOf(handle);
        open.File.Locks.Unmap(open);
        open.File.Locks.Leave(open);
        if (open.DeleteOnClose is { } path) open.Disk.TryDelete(path, false);
        GCHandle.FromIntPtr(handle->Open).Free();
        return Ok;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    static int OnRead(FileHandle* handle, byte* to, int count, long at)
    {
        var open = FileOf(handle);
        if (!open.Disk.Begin()) return Read;
        var found = open.File.Read((int)at, count);
        found.CopyTo(new Span<byte>(to, count));
        new Span<byte>(to, count)[found.Length..].Clear();
        return found.Length == count ? Ok : ShortRead;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    static int OnWrite(FileHandle* handle, byte* from, int count, long at)
    {
        var open = FileOf(handle);
        return open.Disk.TryWrite(open.File, (int)at, new ReadOnlySpan<byte>(from, count)) ? Ok : Write;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    static int OnCut(FileHandle* handle, long length)
    {
        var open = FileOf(handle);
        return open.Disk.TryCut(open.File, (int)length) ? Ok : Cut;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    static int OnSync(FileHandle* handle, int flags)
    {
        var open = FileOf(handle);
        bool done = open.Disk.TrySynchronise(open.File, open.SynchronisesFolder);
        open.SynchronisesFolder &= !done;
        return done ? Ok : Sync;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    static int OnSize(FileHandle* handle, long* size)
    {
        *size = FileOf(handle).File.Length;
        return Ok;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    static int OnLock(FileHandle* handle, int level)
    {
        var open = FileOf(handle);
        return open.Level >= level || open.File.Locks.TryLock(open, level) ? Ok : Busy;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    static int OnUnlock(FileHandle* handle, int level)
    {
        var open = FileOf(handle);
        open.Level = int.Min(open.Level, level);
        return Ok;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    static int OnCheckReserved(FileHandle* handle, int* reserved)
    {
        *reserved = FileOf(handle).File.Locks.IsReserved ? 1 : 0;
        return Ok;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    static int OnControl(FileHandle* handle, int operation, void* argument) => NotFound;

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    static int OnSectorSize(FileHandle* handle) => 512;

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    static int OnCharacteristics(FileHandle* handle) => PowersafeOverwrite;

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    static int OnShmMap(FileHandle* handle, int region, int size, int extend, void** memory)
    {
        var open = FileOf(handle);
        *memory = (void*)open.File.Locks.Region(open, region, size, extend != 0);
        return Ok;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    static int OnShmLock(FileHandle* handle, int first, int count, int flags)
    {
        var open = FileOf(handle);
        if ((flags & Unlocks) == 0) return open.File.Locks.TryLockSlots(open, first, count, (flags & LocksExclusively) != 0) ? Ok : Busy;
        open.File.Locks.Unlock(open, first, count);
        return Ok;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    static void OnShmBarrier(FileHandle* handle) => Interlocked.MemoryBarrier();

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    static int OnShmUnmap(FileHandle* handle, int delete)
    {
        var open = FileOf(handle);
        open.File.Locks.Unmap(open);
        return Ok;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    static int OnDelete(Vfs* vfs, byte* name, int durably)
    {
        var (disk, path) = Locate(name);
        return disk.TryDelete(path, durably != 0) ? Ok : Delete;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    static int OnAccess(Vfs* vfs, byte* name, int flags, int* result)
    {
        var (disk, path) = Locate(name);
        *result = disk.Find(path) is { Length: > 0 } ? 1 : 0;
        return Ok;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    static int OnFullPath(Vfs* vfs, byte* name, int room, byte* full)
    {
        var path = MemoryMarshal.CreateReadOnlySpanFromNullTerminated(name);
        if (path.Length >= room) return CannotOpen;
        path.CopyTo(new Span<byte>(full, room));
        full[path.Length] = 0;
        return Ok;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    static int OnRandomness(Vfs* vfs, int count, byte* bytes)
    {
        new Span<byte>(bytes, count).Fill(7);
        return count;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    static int OnSleep(Vfs* vfs, int microseconds) => microseconds;

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    static int OnCurrentTime(Vfs* vfs, double* day)
    {
        *day = 2_461_000;
        return Ok;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    static int OnCurrentTime64(Vfs* vfs, long* milliseconds)
    {
        *milliseconds = 2_461_000L * 86_400_000;
        return Ok;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    static int OnLastError(Vfs* vfs, int room, byte* message) => Ok;

    [DllImport("e_sqlite3", CallingConvention = CallingConvention.Cdecl)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.AssemblyDirectory | DllImportSearchPath.SafeDirectories)]
    static extern int sqlite3_vfs_register(Vfs* vfs, int makeDefault);

#pragma warning disable CS0649 // Some fields are SQLite's own to fill.
    struct FileHandle
    {
        public IoMethods* Methods;
        public nint Open;
    }

    struct IoMethods
    {
        public int Version;
        public delegate* unmanaged[Cdecl]<FileHandle*, int> Close;
        public delegate* unmanaged[Cdecl]<FileHandle*, byte*, int, long, int> Read, Write;
        public delegate* unmanaged[Cdecl]<FileHandle*, long, int> Cut;
        public delegate* unmanaged[Cdecl]<FileHandle*, int, int> Sync;
        public delegate* unmanaged[Cdecl]<FileHandle*, long*, int> Size;
        public delegate* unmanaged[Cdecl]<FileHandle*, int, int> Lock, Unlock;
        public delegate* unmanaged[Cdecl]<FileHandle*, int*, int> CheckReserved;
        public delegate* unmanaged[Cdecl]<FileHandle*, int, void*, int> Control;
        public delegate* unmanaged[Cdecl]<FileHandle*, int> SectorSize, Characteristics;
        public delegate* unmanaged[Cdecl]<FileHandle*, int, int, int, void**, int> ShmMap;
        public delegate* unmanaged[Cdecl]<FileHandle*, int, int, int, int> ShmLock;
        public delegate* unmanaged[Cdecl]<FileHandle*, void> ShmBarrier;
        public delegate* unmanaged[Cdecl]<FileHandle*, int, int> ShmUnmap;
    }

    struct Vfs
    {
        public int Version, FileSize, LongestPath;
        public Vfs* Next;
        public byte* Name;
        public void* AppData;
        public delegate* unmanaged[Cdecl]<Vfs*, byte*, FileHandle*, int, int*, int> Open;
        public delegate* unmanaged[Cdecl]<Vfs*, byte*, int, int> Delete;
        public delegate* unmanaged[Cdecl]<Vfs*, byte*, int, int*, int> Access;
        public delegate* unmanaged[Cdecl]<Vfs*, byte*, int, byte*, int> FullPath;
        public nint DlOpen, DlError, DlSym, DlClose;
        public delegate* unmanaged[Cdecl]<Vfs*, int, byte*, int> Randomness;
        public delegate* unmanaged[Cdecl]<Vfs*, int, int> Sleep;
        public delegate* unmanaged[Cdecl]<Vfs*, double*, int> CurrentTime;
        public delegate* unmanaged[Cdecl]<Vfs*, int, byte*, int> LastError;
        public delegate* unmanaged[Cdecl]<Vfs*, long*, int> CurrentTime64;
    }
#pragma warning restore CS0649
}
