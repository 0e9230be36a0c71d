using System.Text.RegularExpressions;
using Microsoft.Extensions.Options;

namespace OrleansWa.Connectors.CloudApi;

/// <summary>Refuses a configuration that could not work, or would send tokens in clear; names the key and the remedy.</summary>
public sealed partial class CloudApiOptionsValidator : IValidateOptions<CloudApiOptions>
{
    /// <inheritdoc/>
    public ValidateOptionsResult Validate(string? name, CloudApiOptions options)
    {
        List<string> failures = [];
        if (!IsUsable(options.BaseUrl))
        {
            failures.Add("CloudApi:BaseUrl must be an absolute https address without query, e.g. https://graph.facebook.com; http only for a loopback host.");
        }

        if (options.Version is null || !VersionPattern().IsMatch(options.Version))
        {
            failures.Add("CloudApi:Version must look like v24.0; take a current version from Meta's changelog.");
        }

        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }

    private static bool IsUsable(Uri? url) => url is { IsAbsoluteUri: true }
        && url.Query.Length == 0 && url.Fragment.Length == 0 && url.UserInfo.Length == 0
        && (url.Scheme == Uri.UriSchemeHttps || (url.Scheme == Uri.UriSchemeHttp && url.IsLoopback));

    [GeneratedRegex(@"^v[0-9]+\.[0-9]+\z", RegexOptions.CultureInvariant)]
    private static partial Regex VersionPattern();
}
