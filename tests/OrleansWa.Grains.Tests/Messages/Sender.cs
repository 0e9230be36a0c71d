using System.Globalization;
using OrleansWa.Contracts;
using OrleansWa.Contracts.Contacts;
using OrleansWa.Contracts.Conversations;
using OrleansWa.Contracts.Directory;
using OrleansWa.Contracts.Messages;
using OrleansWa.Testing.Silo;

namespace OrleansWa.Grains.Tests.Messages;

/// <summary>A clinic's program that sends to one patient and looks at what became of it.</summary>
internal sealed class Sender(SiloWorld world, Clinic clinic)
{
    public const string Ana = "5511987654321";
    private int _sent;

    public Clinic Clinic => clinic;

    /// <summary>Sends a text; its id.</summary>
    /// <param name="text">The text.</param>
    /// <param name="change">Changes the request.</param>
    /// <param name="phone">To whom.</param>
    public string Send(string text, Func<SendMessage, SendMessage>? change = null, string phone = Ana)
    {
        var id = "msg_" + (++_sent).ToString(CultureInfo.InvariantCulture);
        var request = new SendMessage(id, MessageContent.Text(text), Lane.Transactional, null, null, null, null, null);
        return With(conversation => conversation.Send(change?.Invoke(request) ?? request), phone).MessageId;
    }

    /// <summary>Calls the patient's conversation.</summary>
    public T With<T>(Func<IConversationGrain, Task<T>> call, string phone = Ana) => world.As(clinic.TenantId, async grains =>
    {
        var contact = await grains.GetGrain<IContactGrain>(GrainKeys.Tenant(clinic.TenantId)).ResolvePhone(phone);
        return await call(grains.GetGrain<IConversationGrain>(GrainKeys.Conversation(clinic.TenantId, clinic.ChannelId, contact)));
    });

    public MessageDetails Details(string id) =>
        world.As(clinic.TenantId, grains => grains.GetGrain<IHistoryGrain>(GrainKeys.Tenant(clinic.TenantId)).Message(id));

    public MessageRow Row(string id) => Details(id).Message;
}
