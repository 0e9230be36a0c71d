using System.Text.Json;

namespace OrleansWa.CloudApiEmulator.Control;

/// <summary>Routes that show and change the world: apps, numbers, templates, clock, reset.</summary>
internal static class WorldRoutes
{
    public static void Map(WebApplication app, CloudApiEmulator emulator)
    {
        app.On("GET", "/_emu/state", _ => new { emulator.Now, emulator.Counts, emulator.Faults, emulator.ArmedSendFaults, emulator.Callbacks });
        app.On("POST", "/_emu/reset", _ => Done(emulator.Reset));
        app.On("POST", "/_emu/clock/skip", async http => Skip(emulator, await http.Body<SkipRequest>()));
        MapApps(app, emulator);
        MapNumbers(app, emulator);
        MapTemplates(app, emulator);
    }

    public static object Done(Action action)
    {
        action();
        return new { success = true };
    }

    private static void MapApps(WebApplication app, CloudApiEmulator emulator)
    {
        // Secrets stay inside: whoever made an app knows its secret.
        app.On("GET", "/_emu/apps", _ => emulator.Apps.Select(a => new { a.AppId, a.Name, a.CallbackUrl }));
        app.On("POST", "/_emu/apps", async http => await http.Body<EmulatedApp>() is var added ? Done(() => emulator.AddApp(added)) : null);
        app.On("POST", "/_emu/apps/{appId}/callback", async http =>
        {
            var callback = await http.Body<CallbackRequest>();
            var refused = await emulator.SetCallback(http.Route("appId"), callback.Url, callback.VerifyToken);
            return refused is null ? new { success = true } : throw new ArgumentException(refused);
        });
    }

    private static void MapNumbers(WebApplication app, CloudApiEmulator emulator)
    {
        app.On("GET", "/_emu/numbers", _ => emulator.Numbers.OrderBy(n => n.Id, StringComparer.Ordinal).Select(n => new
        {
            PhoneNumberId = n.Id,
            DisplayPhoneNumber = n.Display,
            BusinessAccountId = n.Account.Id,
            n.VerifiedName,
            n.Registration.Connected,
            SubscribedApps = n.Account.Subscriptions.Select(s => s.AppId),
        }));
        app.On("POST", "/_emu/numbers", async http => await http.Body<EmulatedNumber>() is var added ? Done(() => emulator.AddNumber(added)) : null);
        app.On("DELETE", "/_emu/tokens/{token}", http => emulator.RevokeToken(http.Route("token")) ? new { success = true } : null);
    }

    private static void MapTemplates(WebApplication app, CloudApiEmulator emulator)
    {
        app.On("GET", "/_emu/templates/{wabaId}", http => emulator.TemplatesOf(http.Route("wabaId")));
        app.On("POST", "/_emu/templates/{wabaId}", async http => new
        {
            Id = emulator.AddTemplate(http.Route("wabaId"), await http.Body<JsonElement>(), http.Query("status") ?? "APPROVED"),
        });
        app.On("PUT", "/_emu/templates/{wabaId}/{templateId}", async http =>
        {
            var change = await http.Body<TemplateStatusRequest>();
            return Done(() => emulator.SetTemplateStatus(http.Route("wabaId"), http.Route("templateId"), change.Status, change.Reason ?? "NONE"));
        });
    }

    private static object Skip(CloudApiEmulator emulator, SkipRequest request)
    {
        emulator.SkipTime(TimeSpan.FromSeconds(request.Seconds));
        return new { emulator.Now };
    }
}
