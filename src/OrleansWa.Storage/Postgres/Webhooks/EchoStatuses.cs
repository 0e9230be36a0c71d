using OrleansWa.Storage.Messages;
using OrleansWa.Storage.Postgres.Engine;
using OrleansWa.Storage.Postgres.Messages;

namespace OrleansWa.Storage.Postgres.Webhooks;

/// <summary>
/// Statuses that came before the echo of a message that we did not send, or with it. They are applied once the rows of the echoes are written, in the same
/// transaction; the locks of their WhatsApp ids keep out a status that another silo stores at the same time.
/// </summary>
internal static class EchoStatuses
{
    public static async Task Apply(PgSession session, List<IntakeMessage> echoes)
    {
        if (echoes.Count == 0)
        {
            return;
        }

        var (messages, early) = await Look(session, echoes);
        if (early.IsEmpty)
        {
            return;
        }

        foreach (var echo in echoes)
        {
            if (messages.ByWhatsAppId(echo.TenantId, echo.ChannelId, echo.Message.WhatsAppId) is { } message)
            {
                messages.Save(early.Take(echo.TenantId, echo.ChannelId, echo.Message.WhatsAppId).Aggregate(message, MessageProgressRules.Report));
            }
        }

        await using var batch = session.Batch();
        MessageProgressRows.AddSave(batch, messages.Changed);
        early.AddDelete(batch);
        await batch.Run();
    }

    private static async Task<(MessageOverlay Messages, EarlyStatusOverlay Early)> Look(PgSession session, List<IntakeMessage> echoes)
    {
        await using var batch = session.Batch();
        List<IntakeMessage> none = [];
        batch.Add(MessageProgressRows.SelectLocked).Texts(none, e => e.TenantId).Texts(none, e => e.ChannelId).Texts(none, e => e.EventId)
            .Texts(echoes, e => e.TenantId).Texts(echoes, e => e.ChannelId).Texts(echoes, e => e.Message.WhatsAppId);
        EarlyStatusRows.AddSelect(batch, echoes);
        return await batch.Query(async results =>
        {
            var messages = new MessageOverlay();
            (await results.Next(MessageProgressRows.Read)).ForEach(messages.Add);
            return (messages, await EarlyStatusRows.Read(results));
        });
    }
}
