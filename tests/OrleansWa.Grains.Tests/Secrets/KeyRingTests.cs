using OrleansWa.Silo.Secrets;

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
}
