using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using OrleansWa.CloudApiEmulator.Clock;

namespace OrleansWa.CloudApiEmulator.Media;

/// <summary>Makes and checks download URLs, which live five minutes. The path is the one seen on Meta's media host.</summary>
internal sealed class MediaLinks(EmulatorOptions options, EmulatorClock clock, Chance chance, IServer server)
{
    public const string Path = "/whatsapp_business/attachments/";
    private static readonly TimeSpan Life = TimeSpan.FromMinutes(5);

    private readonly byte[] _key = BitConverter.GetBytes(chance.Trait("media-links"));

    public string For(MediaFile file)
    {
        var expiry = (clock.GetUtcNow() + Life).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        return $"{BaseUrl()}{Path}?mid={file.Id}&ext={expiry}&hash={Hash(file.Id, expiry)}";
    }

    public bool Valid(string id, string expiry, string hash) =>
        hash == Hash(id, expiry)
        && long.TryParse(expiry, CultureInfo.InvariantCulture, out var seconds)
        && clock.GetUtcNow() < DateTimeOffset.FromUnixTimeSeconds(seconds);

    private string Hash(string id, string expiry) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(_key, Encoding.ASCII.GetBytes($"{id}.{expiry}")))[..32];

    private string BaseUrl() =>
        (options.PublicUrl ?? server.Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault() ?? "http://localhost").TrimEnd('/');
}
