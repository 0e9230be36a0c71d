using System.Net;
using System.Security.Claims;
using System.Text;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;
using OrleansWa.ClientApi.Health;
using OrleansWa.ClientApi.Problems;
using OrleansWa.Contracts;
using OrleansWa.Contracts.Security;

namespace OrleansWa.ClientApi.Security;

/// <summary>Reads <c>Authorization: Bearer owa_…</c> and asks the grain of the keys whom it speaks for.</summary>
internal sealed class ApiKeyAuthenticationHandler(
    IOptionsMonitor<AuthenticationSchemeOptions> options,
    ILoggerFactory loggers,
    UrlEncoder encoder,
    IGrainFactory grains,
    ApiReadiness readiness,
    FailedKeyLimiter limiter) : AuthenticationHandler<AuthenticationSchemeOptions>(options, loggers, encoder)
{
    public const string SchemeName = "ApiKey";
    private const string Bearer = "Bearer ";
    private const string Basic = "Basic ";
    private const string KeyPrefix = "owa_";
    private const int KeyLengthMax = 256;

    private TimeSpan? _lockedFor;
    private bool _keyGiven;

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var header = Request.Headers.Authorization.ToString();
        if (header.Length == 0 || !readiness.IsReady)
        {
            return AuthenticateResult.NoResult();
        }

        _keyGiven = true;
        var key = KeyOf(header);
        var from = Context.Connection.RemoteIpAddress ?? IPAddress.None;
        _lockedFor = limiter.LockedFor(from, key);
        if (_lockedFor is not null)
        {
            return AuthenticateResult.Fail("locked");
        }

        if (await FindAsync(key) is not { } principal)
        {
            limiter.Failed(from);
            return AuthenticateResult.Fail("unknown key");
        }

        limiter.Succeeded(key);
        Context.Features.Set(new Caller(principal.KeyId, principal.TenantId, principal.Role));
        return AuthenticateResult.Success(new AuthenticationTicket(ToClaims(principal), SchemeName));
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        if (_lockedFor is { } wait)
        {
            return ProblemWriter.WriteAsync(
                Context, StatusCodes.Status429TooManyRequests, "too_many_failures", "Too many wrong keys came from this address.", retryAfter: wait);
        }

        Response.Headers[HeaderNames.WWWAuthenticate] = IsForBrowsers
            ? "Basic realm=\"OrleansWa: any user name, your API key as password\", charset=\"UTF-8\""
            : _keyGiven ? "Bearer realm=\"OrleansWa\", error=\"invalid_token\"" : "Bearer realm=\"OrleansWa\"";
        return _keyGiven
            ? ProblemWriter.WriteAsync(Context, StatusCodes.Status401Unauthorized, "key_invalid", "The API key is unknown, expired or revoked.")
            : ProblemWriter.WriteAsync(
                Context, StatusCodes.Status401Unauthorized, "key_required", "Send your API key: Authorization: Bearer owa_…");
    }

    private bool IsForBrowsers => Context.GetEndpoint()?.Metadata.GetMetadata<BrowserLoginMetadata>() is not null;

    private string KeyOf(string header)
    {
        if (header.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase))
        {
            return header[Bearer.Length..].Trim();
        }

        return IsForBrowsers && header.StartsWith(Basic, StringComparison.OrdinalIgnoreCase) ? PasswordOf(header[Basic.Length..].Trim()) : "";
    }

    private static string PasswordOf(string credentials)
    {
        var bytes = new byte[credentials.Length];
        if (!Convert.TryFromBase64String(credentials, bytes, out var length))
        {
            return "";
        }

        var text = Encoding.UTF8.GetString(bytes, 0, length);
        return text[(text.IndexOf(':', StringComparison.Ordinal) + 1)..];
    }

    private async Task<KeyPrincipal?> FindAsync(string key)
    {
        if (key.Length > KeyLengthMax || !key.StartsWith(KeyPrefix, StringComparison.Ordinal))
        {
            return null;
        }

        CallScope.EnterPlatform();
        return await grains.GetGrain<IApiKeyGrain>(GrainKeys.Platform("api-keys")).Authenticate(key, Context.RequestAborted);
    }

    private static ClaimsPrincipal ToClaims(KeyPrincipal principal) => new(new ClaimsIdentity(
        [
            new Claim(ClaimTypes.NameIdentifier, principal.KeyId),
            new Claim("tenant", principal.TenantId),
            new Claim(ClaimTypes.Role, principal.Role.ToString()),
        ],
        SchemeName));
}
