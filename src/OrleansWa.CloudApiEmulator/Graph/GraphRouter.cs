using OrleansWa.CloudApiEmulator.Accounts;
using OrleansWa.CloudApiEmulator.Clock;
using OrleansWa.CloudApiEmulator.Inspection;
using OrleansWa.CloudApiEmulator.Media;
using OrleansWa.CloudApiEmulator.Messages;
using OrleansWa.CloudApiEmulator.Templates;

namespace OrleansWa.CloudApiEmulator.Graph;

/// <summary>Authenticates a Graph call, finds what it is about, hands it on, and writes and records the answer.</summary>
internal sealed class GraphRouter(
    AccountDirectory directory, MessageEndpoint messages, MediaEndpoint media, TemplateEndpoint templates,
    NumberEndpoint numbers, AccountEndpoint accounts, AppEndpoint apps, TraceIds traces, RequestRecorder recorder, UsageMeter usage, EmulatorClock clock)
{
    public async Task Handle(HttpContext http)
    {
        if (GraphPath.Parse(http.Request.Path.Value ?? "") is not { } path)
        {
            await Write(http, GraphResponse.Failed(GraphErrors.UnknownPath(http.Request.Method), traces.Next()));
            return;
        }

        var startedAt = clock.GetUtcNow();
        var call = Authenticate(http, path, out var refused);
        var response = call is null ? GraphResponse.Failed(refused!, traces.Next()) : await Dispatch(call);
        recorder.Add(startedAt, http.Request, call?.Body ?? [], response);
        if (call is null || !call.Answered) await Write(http, response);
    }

    private GraphCall? Authenticate(HttpContext http, GraphPath path, out GraphError? refused)
    {
        var value = BearerToken.Of(http.Request);
        var token = value is null ? null : directory.Token(value);
        refused = value is null ? GraphErrors.NoToken() : token is null ? GraphErrors.BadToken() : null;
        return token is null ? null : new GraphCall(http, path, token);
    }

    private async Task<GraphResponse> Dispatch(GraphCall call)
    {
        await call.ReadBody();
        if (directory.Number(call.Node) is { } number) return await OnNumber(call, number);
        if (directory.Account(call.Node) is { } account) return await OnAccount(call, account);
        return await OnOther(call) ?? Fail(GraphErrors.UnknownNode(call.Method.ToLowerInvariant(), call.Node));
    }

    private ValueTask<GraphResponse> OnNumber(GraphCall call, BusinessNumber number)
    {
        if (!call.Token.Reaches(number.Account.Id)) return new(Fail(GraphErrors.NoAccess()));
        if (call is { Edge: "messages", Method: "POST" }) return messages.Handle(call, number);
        if (call is { Edge: "marketing_messages", Method: "POST" }) return messages.Handle(call, number);
        if (call is { Edge: "media", Method: "POST" }) return media.Upload(call, number);
        return Managed(call, number.Account) is { } limited ? new(limited) : numbers.Handle(call, number);
    }

    private ValueTask<GraphResponse> OnAccount(GraphCall call, BusinessAccount account)
    {
        if (!call.Token.Reaches(account.Id)) return new(Fail(GraphErrors.NoAccess()));
        if (Managed(call, account) is { } limited) return new(limited);
        return call.Edge == "message_templates" ? new(templates.OnAccount(call, account)) : accounts.Handle(call, account);
    }

    private async ValueTask<GraphResponse?> OnOther(GraphCall call)
    {
        if (call.Node == "debug_token") return apps.DebugToken(call);
        if (directory.App(call.Node) is { } app) return await apps.Handle(call, app);
        return templates.OnTemplate(call) ?? media.OnMedia(call);
    }

    private GraphResponse? Managed(GraphCall call, BusinessAccount account)
    {
        if (!call.Token.Allows(AccessToken.Management)) return Fail(GraphErrors.NoScope(AccessToken.Management));
        return usage.Count(call.Http.Response, call.Token.AppId, account.Id) ? null : Fail(GraphErrors.Of(80007));
    }

    private GraphResponse Fail(GraphError error) => GraphResponse.Failed(error, traces.Next());

    private static async Task Write(HttpContext http, GraphResponse response)
    {
        http.Response.StatusCode = response.Status;
        http.Response.ContentType = response.ContentType;
        http.Response.ContentLength = response.Body.Length;
        await http.Response.Body.WriteAsync(response.Body, http.RequestAborted);
    }
}
