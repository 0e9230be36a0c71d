namespace OrleansWa.Hosting;

/// <summary>A setting that cannot be used; stops the start with its key and the remedy.</summary>
/// <param name="key">The setting's key, e.g. <c>Secrets:KeyFile</c>.</param>
/// <param name="remedy">What is wrong and what to do.</param>
public sealed class SettingException(string key, string remedy) : Exception($"{key}: {remedy}")
{
    /// <summary>The setting's key.</summary>
    public string Key { get; } = key;
}
