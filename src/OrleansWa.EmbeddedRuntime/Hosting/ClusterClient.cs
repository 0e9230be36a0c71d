namespace OrleansWa.EmbeddedRuntime;

/// <summary>Makes references for everyone: clients and grains.</summary>
internal sealed class ClusterClient(EmbeddedSilo silo) : IClusterClient
{
    public IServiceProvider ServiceProvider => silo.Services;

    public TGrainInterface GetGrain<TGrainInterface>(string primaryKey, string? grainClassNamePrefix = null)
        where TGrainInterface : IGrainWithStringKey =>
        (TGrainInterface)(object)silo.Types.Reference(typeof(TGrainInterface), primaryKey, grainClassNamePrefix);

    public IGrain GetGrain(Type grainInterfaceType, string grainPrimaryKey) =>
        (IGrain)silo.Types.Reference(grainInterfaceType, grainPrimaryKey, null);

    public TGrainInterface GetGrain<TGrainInterface>(GrainId grainId)
        where TGrainInterface : IAddressable =>
        (TGrainInterface)(object)silo.Types.Reference(typeof(TGrainInterface), grainId);

    public IAddressable GetGrain(GrainId grainId) => silo.Types.Reference(typeof(IGrain), grainId);
}
