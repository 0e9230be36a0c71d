namespace OrleansWa.Connectors.CloudApi;

/// <summary>Where Meta's Graph API is; section <c>CloudApi</c> of the configuration.</summary>
public sealed class CloudApiOptions
{
    /// <summary>Name of the section.</summary>
    public const string Section = "CloudApi";

    /// <summary>How long after a person's message Meta lets anything be answered; afterwards only templates.</summary>
    public static readonly TimeSpan ServiceWindow = TimeSpan.FromHours(24);

    /// <summary>
    /// Whether a message that Meta would refuse because the person wrote too long ago is refused here already, with a remedy. Switched off, it is
    /// accepted and fails with Meta's 131047. Default: true.
    /// </summary>
    public bool ChecksWindow { get; set; } = true;

    /// <summary>Address in front of the version. https, except for a loopback address (the emulator). Default: Meta's.</summary>
    public Uri BaseUrl { get; set; } = new("https://graph.facebook.com");

    /// <summary>Version of the API that requests name, e.g. <c>v24.0</c>; always pinned, because Meta's default moves. Default: v24.0.</summary>
    public string Version { get; set; } = "v24.0";
}
