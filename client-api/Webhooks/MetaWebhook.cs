using OrleansWa.Connectors.CloudApi;
using OrleansWa.Contracts.Webhooks;

namespace OrleansWa.ClientApi.Webhooks;

/// <summary>All that the API asks of the Cloud API connector: is the signature good, is the handshake ours, what does the body say.</summary>
internal static class MetaWebhook
{
    public const string SignatureHeader = WebhookSignature.HeaderName;

    public static bool IsSigned(ReadOnlySpan<byte> body, string? header, string secret) => WebhookSignature.IsValid(body, header, secret);

    /// <summary>The challenge to give back, or null for a wrong verify token.</summary>
    public static string? Challenge(IQueryCollection query, string verifyToken) =>
        WebhookHandshake.Answer(query["hub.mode"], query["hub.verify_token"], query["hub.challenge"], verifyToken);

    /// <summary>The batch, or null when the body is not JSON.</summary>
    public static WebhookBatch? Parse(ReadOnlyMemory<byte> body, string app, string? traceId) => CloudApiWebhookParser.Parse(body, app, traceId).Batch;
}
