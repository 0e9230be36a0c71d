namespace OrleansWa.Connectors.CloudApi;

/// <summary>Where Meta's Graph API is; section <c>CloudApi</c> of the configuration.</summary>
public sealed class CloudApiOptions
{
    /// <summary>Name of the section.</summary>
    public const string Section = "CloudApi";

    /// <summary>Address in front of the version. https, except for a loopback address (the emulator). Default: Meta's.</summary>
    public Uri BaseUrl { get; set; } = new("https://graph.facebook.com");

    /// <summary>Version of the API that requests name, e.g. <c>v24.0</c>; always pinned, because Meta's default moves. Default: v24.0.</summary>
    public string Version { get; set; } = "v24.0";
}
