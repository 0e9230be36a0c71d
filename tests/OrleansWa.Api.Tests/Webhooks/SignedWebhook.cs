using System.Text;
using OrleansWa.Testing.Product;
using OrleansWa.Testing.WhatsApp;

namespace OrleansWa.Api.Tests.Webhooks;

/// <summary>Webhooks byte by byte.</summary>
internal static class SignedWebhook
{
    public const string PlatformPath = "/webhooks/whatsapp";

    /// <summary>Signed with a secret.</summary>
    public static Task<ApiAnswer> Signed(this RawApi api, string path, string body, string secret) =>
        api.WithSignature(path, Encoding.UTF8.GetBytes(body), SignatureOf(Encoding.UTF8.GetBytes(body), secret));

    /// <summary>With any signature header, or none.</summary>
    public static async Task<ApiAnswer> WithSignature(this RawApi api, string path, byte[] body, string? signature, bool chunked = false)
    {
        using var content = new ByteArrayContent(body);
        content.Headers.ContentType = new("application/json");
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(path, UriKind.Relative)) { Content = content };
        request.Headers.TransferEncodingChunked = chunked;
        if (signature is not null)
        {
            request.Headers.TryAddWithoutValidation("X-Hub-Signature-256", signature);
        }

        return await api.Call(request);
    }

    public static string SignatureOf(byte[] body, string secret) => WebhookBodies.Signature(body, secret).Split(": ")[1].Trim();

    public static string TextBody(string tenantId, string from, string messageId, string text) =>
        Encoding.UTF8.GetString(WebhookBodies.Text(ClinicNumbers.PhoneNumberId(tenantId), from, messageId, text));
}
