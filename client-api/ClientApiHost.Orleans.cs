namespace OrleansWa.ClientApi;

public static partial class ClientApiHost
{
    // A client of a cluster: silos run elsewhere. Clustering is configured under "Orleans:Clustering".
    private static void AddActorRuntime(WebApplicationBuilder builder) => builder.UseOrleansClient();
}
