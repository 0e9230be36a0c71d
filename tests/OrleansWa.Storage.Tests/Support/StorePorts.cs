using OrleansWa.Contracts.Channels;
using OrleansWa.Contracts.Contacts;
using OrleansWa.Contracts.Conversations;
using OrleansWa.Contracts.DeadLetters;
using OrleansWa.Contracts.Flows;
using OrleansWa.Contracts.Messages;
using OrleansWa.Contracts.Security;
using OrleansWa.Contracts.State;
using OrleansWa.Contracts.Webhooks;

namespace OrleansWa.Storage.Tests.Support;

/// <summary>The ports of one open store of any engine.</summary>
public sealed record StorePorts(
    IStateStore States,
    IStateCatalog Catalog,
    IReminderRowStore Reminders,
    IApiKeyStore ApiKeys,
    IChannelBindingStore ChannelBindings,
    IContactStore Contacts,
    IContactMergeStore ContactMerges,
    IConversationStore Conversations,
    IFlowStore Flows,
    IMessageStore Messages,
    IDeadLetterStore DeadLetters,
    IIntakeStore Intake);
