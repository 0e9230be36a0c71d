using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace OrleansWa.ClientApi.Hosting;

/// <summary>The address that the host really listens on, known once it has started.</summary>
internal sealed class ServerAddress(IServer server)
{
    /// <summary>The first address, with a host that a browser on this machine can open.</summary>
    public string Local
    {
        get
        {
            var addresses = server.Features.Get<IServerAddressesFeature>()?.Addresses;
            if (addresses is null || addresses.Count == 0)
            {
                return "http://localhost:8080";
            }

            var first = BindingAddress.Parse(addresses.First());
            var host = first.Host is "0.0.0.0" or "[::]" or "*" or "+" ? "localhost" : first.Host;
            return $"{first.Scheme}://{host}:{first.Port}";
        }
    }
}
