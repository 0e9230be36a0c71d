using OrleansWa.ClientApi.Hosting;

namespace OrleansWa.ClientApi.Bootstrap;

/// <summary>The file with the one-time link; only its owner can read it.</summary>
internal sealed class BootstrapLink(IConfiguration settings, ServerAddress address)
{
    public string Path { get; } = System.IO.Path.Combine(settings[HostSettings.DataDirectory]!, "bootstrap-link.txt");

    public void Write(string token) => OwnerOnly.WriteFile(Path, $"{address.Local}/bootstrap?token={token}");

    public void Delete() => File.Delete(Path);
}
