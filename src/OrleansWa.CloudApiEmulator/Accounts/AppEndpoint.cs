using System.Text.Json;
using OrleansWa.CloudApiEmulator.Graph;
using OrleansWa.CloudApiEmulator.Messages;
using OrleansWa.CloudApiEmulator.Webhooks;

namespace OrleansWa.CloudApiEmulator.Accounts;

/// <summary>Calls about apps: set the app's callback (<c>subscriptions</c>) and inspect a token (<c>debug_token</c>).</summary>
internal sealed class AppEndpoint(AccountDirectory directory, Handshake handshake, TraceIds traces)
{
    public async Task<GraphResponse> Handle(GraphCall call, EmulatedApp app)
    {
        if (call.Token.AppId != app.AppId) return Fail(GraphErrors.NoAccess());
        if (call is not { Edge: "subscriptions", Method: "POST" }) return Fail(GraphErrors.UnknownPath(call.Method));
        var url = Parameter(call, "callback_url");
        var token = Parameter(call, "verify_token");
        if (url.Length == 0) return Fail(GraphErrors.Missing("callback_url"));
        return await SetCallback(app, url, token) is { } refused ? Fail(refused) : GraphResponse.Success;
    }

    /// <summary>Shakes hands with the new callback and saves it; the reason when it was refused.</summary>
    public async Task<GraphError?> SetCallback(EmulatedApp app, string url, string verifyToken)
    {
        if (await handshake.Try(url, verifyToken) is { } refused) return refused;
        directory.Put(app with { CallbackUrl = url, VerifyToken = verifyToken });
        return null;
    }

    public GraphResponse DebugToken(GraphCall call)
    {
        var input = directory.Token(call.Query("input_token"));
        return GraphResponse.Json(w =>
        {
            w.WriteStartObject();
            w.WriteStartObject("data");
            if (input is null) WriteInvalid(w);
            else WriteToken(w, input);
            w.WriteEndObject();
            w.WriteEndObject();
        });
    }

    private static void WriteInvalid(Utf8JsonWriter w)
    {
        w.WriteBoolean("is_valid", false);
        w.WriteStartArray("scopes");
        w.WriteEndArray();
        w.WriteStartObject("error");
        w.WriteNumber("code", 190);
        w.WriteString("message", "Invalid OAuth access token - Cannot parse access token");
        w.WriteEndObject();
    }

    private void WriteToken(Utf8JsonWriter w, AccessToken token)
    {
        w.WriteString("app_id", token.AppId);
        w.WriteString("type", "SYSTEM_USER");
        w.WriteString("application", directory.App(token.AppId)?.Name ?? "");
        w.WriteNumber("expires_at", 0);
        w.WriteBoolean("is_valid", true);
        w.WriteStartArray("scopes");
        foreach (var scope in token.Scopes) w.WriteStringValue(scope);
        w.WriteEndArray();
        w.WriteStartArray("granular_scopes");
        foreach (var scope in token.Scopes) WriteTargets(w, scope, token);
        w.WriteEndArray();
    }

    private static void WriteTargets(Utf8JsonWriter w, string scope, AccessToken token)
    {
        w.WriteStartObject();
        w.WriteString("scope", scope);
        w.WriteStartArray("target_ids");
        foreach (var account in token.Accounts.Order(StringComparer.Ordinal)) w.WriteStringValue(account);
        w.WriteEndArray();
        w.WriteEndObject();
    }

    private static string Parameter(GraphCall call, string name)
    {
        var query = call.Query(name);
        return query.Length > 0 ? query : call.Json()?.RootElement.Text(name) ?? "";
    }

    private GraphResponse Fail(GraphError error) => GraphResponse.Failed(error, traces.Next());
}
