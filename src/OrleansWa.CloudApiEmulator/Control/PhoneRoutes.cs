using System.Text.Json;
using OrleansWa.CloudApiEmulator.Messages;

namespace OrleansWa.CloudApiEmulator.Control;

/// <summary>Routes that play the patients.</summary>
internal static class PhoneRoutes
{
    public static void Map(WebApplication app, CloudApiEmulator emulator)
    {
        app.On("GET", "/_emu/phones", http => emulator.Phones(http.Limit()));
        app.On("GET", "/_emu/phones/{waId}", http => emulator.Phone(http.Route("waId")));
        app.On("PUT", "/_emu/phones/{waId}", async http => emulator.SetPhone(http.Route("waId"), await http.Body<PhoneSettings>()));
        app.On("GET", "/_emu/phones/{waId}/messages", http => emulator.Chat(http.Route("waId"), Required(http.Query("phoneNumberId"))));
        app.On("POST", "/_emu/phones/{waId}/messages", async http => Write(emulator, http.Route("waId"), await http.Body<JsonElement>()));
        app.On("POST", "/_emu/phones/{waId}/handset", async http => WriteOnHandset(emulator, http.Route("waId"), await http.Body<JsonElement>()));
        app.On("POST", "/_emu/phones/{waId}/number", async http =>
        {
            var request = await http.Body<IdentityRequest>();
            return WorldRoutes.Done(() => emulator.ChangeNumber(http.Route("waId"), Required(request.PhoneNumberId), request.Number ?? throw new ArgumentException("number is missing.")));
        });
        app.On("POST", "/_emu/phones/{waId}/user-id", async http =>
        {
            var request = await http.Body<IdentityRequest>();
            return WorldRoutes.Done(() => emulator.ChangeUserId(http.Route("waId"), Required(request.PhoneNumberId), request.UserId ?? throw new ArgumentException("userId is missing.")));
        });
        app.On("POST", "/_emu/phones/{waId}/marketing", async http =>
        {
            var request = await http.Body<MarketingRequest>();
            return WorldRoutes.Done(() => emulator.SetMarketing(http.Route("waId"), request.PhoneNumberId, request.Stopped));
        });
        app.On("PUT", "/_emu/script", async http => await http.Body<AnswerScript>() is var script ? WorldRoutes.Done(() => emulator.SetDefaultScript(script)) : null);
        app.On("DELETE", "/_emu/script", _ => WorldRoutes.Done(() => emulator.SetDefaultScript(null)));
        app.MapGet("/_emu/media/{id}", http => ServeMedia(http, emulator));
    }

    private static object Write(CloudApiEmulator emulator, string who, JsonElement message) =>
        new { Id = emulator.Write(who, Required(message.Text("phoneNumberId")), message) };

    private static object WriteOnHandset(CloudApiEmulator emulator, string who, JsonElement message) =>
        new { Id = emulator.WriteOnHandset(who, Required(message.Text("phoneNumberId")), message) };

    private static string Required(string? phoneNumberId) => phoneNumberId ?? throw new ArgumentException("phoneNumberId is missing.");

    private static async Task ServeMedia(HttpContext http, CloudApiEmulator emulator)
    {
        await using var file = emulator.MediaFile(http.Route("id"), out var mimeType);
        if (file is null)
        {
            http.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        http.Response.ContentType = mimeType;
        await file.CopyToAsync(http.Response.Body, http.RequestAborted);
    }
}
