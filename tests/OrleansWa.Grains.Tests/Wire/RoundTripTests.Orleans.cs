using Microsoft.Extensions.DependencyInjection;
using Orleans.Serialization.Serializers;

namespace OrleansWa.Grains.Tests.Wire;

/// <summary>Orleans' own serializer over everything that grains take and give.</summary>
public sealed class RoundTripTests : IDisposable
{
    private readonly ServiceProvider _services = new ServiceCollection().AddSerializer().BuildServiceProvider();

    public void Dispose() => _services.Dispose();

    [Fact]
    public void EveryWireType_WhenSerialized_ComesBackWhole()
    {
        var serializer = _services.GetRequiredService<Serializer>();
        WireContract.AllTypes.SelectMany(type =>
        {
            var sent = new WireSample().Make(type);
            return WireComparison.Differences(sent, serializer.Deserialize<object>(serializer.SerializeToArray(sent)), type.Name);
        }).ShouldBeEmpty();
    }

    [Fact]
    public void EveryWireType_WhenCopiedForALocalCall_ComesBackWhole()
    {
        var copier = _services.GetRequiredService<DeepCopier>();
        WireContract.AllTypes.SelectMany(type =>
        {
            var sent = new WireSample().Make(type);
            return WireComparison.Differences(sent, copier.Copy(sent), type.Name);
        }).ShouldBeEmpty();
    }

    [Fact]
    public void EveryGrainMethod_WhenLookedAt_TakesAndGivesWhatHasACodec()
    {
        var codecs = _services.GetRequiredService<ICodecProvider>();
        WireContract.GrainMethods
            .SelectMany(method => WireContract.TypesOf(method).Select(type => (Method: method, Type: type)))
            .Where(used => codecs.TryGetCodec(used.Type) is null)
            .Select(used => $"{used.Method.DeclaringType!.Name}.{used.Method.Name}: {used.Type}")
            .ShouldBeEmpty();
    }
}
