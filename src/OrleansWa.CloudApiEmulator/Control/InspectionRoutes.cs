using System.Globalization;

namespace OrleansWa.CloudApiEmulator.Control;

/// <summary>Routes that show what happened, and send webhooks again.</summary>
internal static class InspectionRoutes
{
    public static void Map(WebApplication app, CloudApiEmulator emulator)
    {
        app.On("GET", "/_emu/messages", http => new
        {
            Total = emulator.Counts.Accepted,
            Items = emulator.Messages(http.Query("to"), http.Query("callbackData") ?? http.Query("biz_opaque_callback_data"), http.Query("phoneNumberId"), http.Limit()),
        });
        app.On("GET", "/_emu/messages/duplicates", _ => emulator.DuplicateSends());
        app.On("GET", "/_emu/requests", http => new { Total = emulator.Counts.Requests, Items = emulator.Requests.Take(http.Limit()) });
        app.On("GET", "/_emu/webhooks", http => new { Total = emulator.Counts.WebhookAttempts, Items = emulator.Webhooks.Take(http.Limit()) });
        app.On("POST", "/_emu/webhooks/{id}/replay", http =>
            long.TryParse(http.Route("id"), CultureInfo.InvariantCulture, out var id) && emulator.Replay(id) ? new { success = true } : null);
        app.On("POST", "/_emu/changes", async http =>
        {
            var change = await http.Body<ChangeRequest>();
            return WorldRoutes.Done(() => emulator.PublishChange(change.BusinessAccountId, change.Field, change.Value));
        });
    }
}
