using OrleansWa.Contracts;
using OrleansWa.Contracts.Channels;
using OrleansWa.Contracts.Contacts;
using OrleansWa.Contracts.Conversations;
using OrleansWa.Contracts.Messages;
using OrleansWa.Testing.Silo;

namespace OrleansWa.Simulation.Tests.Outside;

/// <summary>A tenant's own program: sends with an idempotency key until it has a receipt, takes some of it back, and mends a channel whose token was refused.</summary>
internal sealed class ApiClient(SiloWorld silo, RoughWhatsApp whatsApp, Actors actors, Random dice)
{
    /// <summary>What it wants to send.</summary>
    public List<ApiSend> Sends { get; } = [];

    /// <summary>It will send so many messages within a stretch of time, each at most a few times.</summary>
    public void SendWithin(Clinic clinic, int count, int patients, TimeSpan stretch)
    {
        for (var number = 1; number <= count; number++)
        {
            var phone = Patients.Phone(dice.Next(1, patients + 1));
            var kind = dice.Next(4);
            var send = new ApiSend
            {
                Resends = kind == 0,
                SendAt = dice.Next(3) == 0 ? silo.World.Time.GetUtcNow() + (stretch * dice.NextDouble()) : null,
                ExpiresAt = dice.Next(4) == 0 ? silo.World.Time.GetUtcNow() + (stretch * dice.NextDouble()) + TimeSpan.FromMinutes(dice.Next(1, 90)) : null,
                Clinic = clinic,
                Key = $"key-{number}",
                Phone = phone,
                Text = $"api {clinic.TenantId}.{clinic.ChannelId}.{phone}.k{number}",
            };
            Sends.Add(send);
            if (kind == 1)
            {
                actors.Begin("cancel", () => CancelOnceSent(send));
            }

            var (pause, times) = (stretch * dice.NextDouble(), dice.Next(4) == 0 ? 2 : 1);
            for (var i = 0; i < times; i++)
            {
                actors.Begin("api", () => SendUntilReceipt(send, pause + TimeSpan.FromMilliseconds(dice.Next(3) * 200)));
            }
        }
    }

    /// <summary>Whether a message may be sent again when nobody knows what became of it.</summary>
    public bool Resends(string messageId) => Sends.Exists(send => send.Resends && send.Receipts.Contains(messageId));

    /// <summary>Mends the channel whenever it needs a person, until told to stop.</summary>
    public async Task Mend(Clinic clinic, Func<bool> isOver)
    {
        while (!isOver())
        {
            await Wait(dice.Next(20_000, 180_000));
            await Try(clinic, async channel =>
            {
                if ((await channel.Get()).Status == ChannelStatus.Error)
                {
                    await channel.Update(new UpdateChannel(null, null, whatsApp.TokenOf(clinic.AccountId), null));
                    await channel.Start();
                }
            });
        }
    }

    private async Task SendUntilReceipt(ApiSend send, TimeSpan pause)
    {
        await Task.Delay(pause, silo.World.Time);
        var tenantId = send.Clinic.TenantId;
        var lane = (Lane)dice.Next(1, 4);
        while (!await Try(send.Clinic, async _ =>
        {
            var contactId = await silo.Grains.GetGrain<IContactGrain>(GrainKeys.Tenant(tenantId)).ResolvePhone(send.Phone);
            var conversation = silo.Grains.GetGrain<IConversationGrain>(GrainKeys.Conversation(tenantId, send.Clinic.ChannelId, contactId));
            var messageId = DerivedId.From("msg_", tenantId, send.Clinic.ChannelId, "api", send.Key);
            await SendOrRefused(send, () => conversation.Send(new SendMessage(messageId, MessageContent.Text(send.Text), lane, null, send.Key, send.Key, null, null, send.SendAt, send.ExpiresAt, send.Resends ? OnUnknown.Resend : OnUnknown.Wait)));
        }))
        {
            await Wait(dice.Next(500, 20_000));
        }
    }

    private static async Task SendOrRefused(ApiSend send, Func<Task<SendReceipt>> call)
    {
        try
        {
            send.Receipts.Add((await call()).MessageId);
        }
        catch (ProblemException refusal) when (refusal.Code == "request_invalid")
        {
            // It would expire before it could be sent: so long was the silo away, or so far ahead is its clock.
            send.IsRefused = true;
        }
    }

    // Soon after its receipt, until the silo says that it is cancelled, or that it is too late.
    private async Task CancelOnceSent(ApiSend send)
    {
        var isOver = false;
        while (!isOver)
        {
            await Wait(dice.Next(100, 5_000));
            await Try(send.Clinic, async _ =>
            {
                isOver = send.Receipts.Count > 0 ? await CancelOrTooLate(send) : send.IsRefused;
            });
        }
    }

    private async Task<bool> CancelOrTooLate(ApiSend send)
    {
        var tenantId = send.Clinic.TenantId;
        var contactId = await silo.Grains.GetGrain<IContactGrain>(GrainKeys.Tenant(tenantId)).ResolvePhone(send.Phone);
        try
        {
            await silo.Grains.GetGrain<IConversationGrain>(GrainKeys.Conversation(tenantId, send.Clinic.ChannelId, contactId)).Cancel(send.Receipts.Min!);
            send.CancelledAfter = whatsApp.Attempts.Count;
            return true;
        }
        catch (ProblemException refusal) when (refusal.Code == "message_not_pending")
        {
            return true;
        }
    }

    private async Task<bool> Try(Clinic clinic, Func<IChannelGrain, Task> call)
    {
        try
        {
            CallScope.EnterTenant(clinic.TenantId);
            await call(clinic.Channel);
            return true;
        }
        catch (Exception)
        {
            // The silo is away, or goes away. Whether it did what was asked, the client does not know.
            return false;
        }
    }

    private Task Wait(int milliseconds) => Task.Delay(TimeSpan.FromMilliseconds(milliseconds), silo.World.Time);
}
