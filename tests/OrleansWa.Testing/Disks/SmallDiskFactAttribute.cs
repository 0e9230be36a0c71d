using Xunit;

namespace OrleansWa.Testing.Disks;

/// <summary>A test that needs a <see cref="SmallDisk"/>; skipped, and visibly so, where there can be none.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class SmallDiskFactAttribute : FactAttribute
{
    /// <summary>Looks once.</summary>
    public SmallDiskFactAttribute() => Skip = SmallDisk.Missing;
}
