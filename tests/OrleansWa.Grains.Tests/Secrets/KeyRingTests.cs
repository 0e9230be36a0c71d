using OrleansWa.Hosting;
using OrleansWa.Silo.Secrets;
using OrleansWa.Testing.Disks;

namespace OrleansWa.Grains.Tests.Secrets;

public sealed class KeyRingTests
{
    [Fact]
    public async Task Open_WhenManySilosStartOverOneMissingFile_AllHaveTheSameKey()
    {
        var directory = System.IO.Directory.CreateTempSubdirectory("owa-keys-");
        try
        {
            for (var round = 0; round < 20; round++)
            {
                var path = Path.Combine(directory.FullName, "keys" + round);
                using var together = new Barrier(8);
                var rings = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Factory.StartNew(
                    () =>
                    {
                        together.SignalAndWait();
                        return KeyRing.Open(path);
                    },
                    CancellationToken.None,
                    TaskCreationOptions.LongRunning,
                    TaskScheduler.Default)));

                rings.Select(ring => Convert.ToHexString(ring.Find(ring.Current)!)).Distinct().ShouldHaveSingleItem();
            }

            directory.GetFiles().Length.ShouldBe(20, "nobody leaves a key lying about");
        }
        finally
        {
            directory.Delete(recursive: true);
        }
    }

    [SmallDiskFact]
    public void Open_WhenTheDiskIsFull_LeavesNothingThatLooksLikeALostKey()
    {
        using var disk = SmallDisk.Mount(megabytes: 1);
        var path = Path.Combine(disk.Directory, "keys");
        disk.Fill();
        Should.Throw<SettingException>(() => KeyRing.Open(path)).Message.ShouldContain("cannot be used");

        disk.Empty();
        KeyRing.Open(path).Current.ShouldBe("k1");
    }
}
