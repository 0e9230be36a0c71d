using OrleansWa.Silo;

namespace OrleansWa.ClientApi;

public static partial class ClientApiHost
{
    // One process: the grains, their storage and the API.
    private static void AddActorRuntime(WebApplicationBuilder builder) => builder.AddSilo();
}
