using Microsoft.Extensions.Logging;
using OrleansWa.Contracts;
using OrleansWa.Contracts.Channels;
using OrleansWa.Contracts.Contacts;
using OrleansWa.Contracts.Conversations;
using OrleansWa.Contracts.DeadLetters;
using OrleansWa.Contracts.Flows;
using OrleansWa.Contracts.Messages;
using OrleansWa.Contracts.Security;
using OrleansWa.Contracts.State;
using OrleansWa.Contracts.Webhooks;
using OrleansWa.Storage.Content;
using OrleansWa.Storage.Postgres.Channels;
using OrleansWa.Storage.Postgres.Contacts;
using OrleansWa.Storage.Postgres.Conversations;
using OrleansWa.Storage.Postgres.DeadLetters;
using OrleansWa.Storage.Postgres.Engine;
using OrleansWa.Storage.Postgres.Flows;
using OrleansWa.Storage.Postgres.Messages;
using OrleansWa.Storage.Postgres.Security;
using OrleansWa.Storage.Postgres.State;
using OrleansWa.Storage.Postgres.Webhooks;

namespace OrleansWa.Storage.Postgres;

/// <summary>
/// Everything that is stored, in one PostgreSQL database that any number of silos share. Each kind of write is committed in groups; see README.md
/// beside this file for how silos keep out of each other's way. Open it before its ports are used.
/// </summary>
public sealed class PostgresStore : IStore, IAsyncDisposable
{
    /// <summary>Creates a store; nothing is opened yet.</summary>
    public PostgresStore(PostgresStorageOptions options, TimeProvider clock, IIdSource ids, IContentCodec codec, ILogger<PostgresStore> logger)
    {
        Engine = new PostgresEngine(options, clock, logger);
        var rows = new MessageRows(codec);
        var states = new PostgresStateStore(Engine, clock);
        (States, Catalog) = (states, states);
        Reminders = new PostgresReminderRowStore(Engine);
        ApiKeys = new PostgresApiKeyStore(Engine);
        ChannelBindings = new PostgresChannelBindingStore(Engine);
        Contacts = new PostgresContactStore(Engine, ids);
        ContactMerges = new PostgresContactMergeStore(Engine);
        Conversations = new PostgresConversationStore(Engine);
        Flows = new PostgresFlowStore(Engine);
        Messages = new PostgresMessageStore(Engine, rows, clock);
        DeadLetters = new PostgresDeadLetterStore(Engine, rows);
        Intake = new PostgresIntakeStore(Engine, rows, ids);
    }

    /// <summary>Grain state.</summary>
    public IStateStore States { get; }

    /// <summary>Grain state of every type, for whoever runs the platform.</summary>
    public IStateCatalog Catalog { get; }

    /// <summary>Reminders of the embedded runtime.</summary>
    public IReminderRowStore Reminders { get; }

    /// <summary>API keys.</summary>
    public IApiKeyStore ApiKeys { get; }

    /// <summary>Which channel holds which connector account.</summary>
    public IChannelBindingStore ChannelBindings { get; }

    /// <summary>Contacts.</summary>
    public IContactStore Contacts { get; }

    /// <summary>Merges of contacts.</summary>
    public IContactMergeStore ContactMerges { get; }

    /// <summary>Rows of conversations.</summary>
    public IConversationStore Conversations { get; }

    /// <summary>Graphs of flows.</summary>
    public IFlowStore Flows { get; }

    /// <summary>History and queue.</summary>
    public IMessageStore Messages { get; }

    /// <summary>What failed, both ways.</summary>
    public IDeadLetterStore DeadLetters { get; }

    /// <summary>The inbox.</summary>
    public IIntakeStore Intake { get; }

    /// <inheritdoc/>
    public string Description => Engine.Description;

    internal PostgresEngine Engine { get; }

    /// <inheritdoc/>
    /// <exception cref="ProblemException">The server cannot be reached, or refuses us; it may be tried again.</exception>
    public Task Open(CancellationToken ct = default) => Engine.Open(ct);

    /// <inheritdoc/>
    public Task Close() => Engine.Close();

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => Engine.DisposeAsync();
}
