using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace OrleansWa.Testing.WhatsApp;

/// <summary>Webhook bodies as Meta sends them, signed with an app's secret.</summary>
public static class WebhookBodies
{
    /// <summary>One text message of one person, written now unless a time is given (unix seconds).</summary>
    public static byte[] Text(string phoneNumberId, string from, string messageId, string text, long? timestamp = null) => Encoding.ASCII.GetBytes(
        $$$"""
        {"object":"whatsapp_business_account","entry":[{"id":"waba-1","changes":[{"field":"messages","value":{"messaging_product":"whatsapp","metadata":{"display_phone_number":"5511940000000","phone_number_id":"{{{phoneNumberId}}}"},"contacts":[{"profile":{"name":"P {{{from}}}"},"wa_id":"{{{from}}}"}],"messages":[{"from":"{{{from}}}","id":"{{{messageId}}}","timestamp":"{{{(timestamp ?? DateTimeOffset.UtcNow.ToUnixTimeSeconds()).ToString(CultureInfo.InvariantCulture)}}}","type":"text","text":{"body":"{{{text}}}"}}]}}]}]}
        """);

    /// <summary>The header of Meta's signature, with its line end.</summary>
    public static string Signature(ReadOnlySpan<byte> body, string appSecret) =>
        "X-Hub-Signature-256: sha256=" + Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(appSecret), body)) + "\r\n";

    /// <summary>A whole signed POST.</summary>
    public static byte[] Post(string path, byte[] body, string appSecret) => Http.LoadConnection.Post(path, Signature(body, appSecret), body);
}
