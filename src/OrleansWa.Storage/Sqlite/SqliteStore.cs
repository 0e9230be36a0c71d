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
using OrleansWa.Storage.Sqlite.Channels;
using OrleansWa.Storage.Sqlite.Contacts;
using OrleansWa.Storage.Sqlite.Conversations;
using OrleansWa.Storage.Sqlite.DeadLetters;
using OrleansWa.Storage.Sqlite.Engine;
using OrleansWa.Storage.Sqlite.Flows;
using OrleansWa.Storage.Sqlite.Messages;
using OrleansWa.Storage.Sqlite.Security;
using OrleansWa.Storage.Sqlite.State;
using OrleansWa.Storage.Sqlite.Webhooks;

namespace OrleansWa.Storage.Sqlite;

/// <summary>
/// Everything that is stored, in one SQLite file: one writer that commits in groups, a few readers. Open it before its ports are used.
/// </summary>
public sealed class SqliteStore : IStore, IAsyncDisposable
{
    /// <summary>Creates a store; nothing is opened yet.</summary>
    public SqliteStore(SqliteStorageOptions options, TimeProvider clock, IIdSource ids, IContentCodec codec, ILogger<SqliteStore> logger)
    {
        Engine = new SqliteEngine(options, clock, logger);
        var rows = new MessageRows(codec);
        var contacts = new ContactRows(ids);
        var states = new SqliteStateStore(Engine, clock);
        (States, Catalog) = (states, states);
        Reminders = new SqliteReminderRowStore(Engine);
        ApiKeys = new SqliteApiKeyStore(Engine);
        ChannelBindings = new SqliteChannelBindingStore(Engine);
        Contacts = new SqliteContactStore(Engine, contacts);
        ContactMerges = new SqliteContactMergeStore(Engine);
        Conversations = new SqliteConversationStore(Engine);
        Flows = new SqliteFlowStore(Engine);
        var (changes, refused) = (new MessageChangeRows(codec), new IncomingDeadLetterRows(codec, options));
        Messages = new SqliteMessageStore(Engine, rows, changes, refused, clock);
        DeadLetters = new SqliteDeadLetterStore(Engine, rows, refused);
        var append = new IntakeAppend(
            new InboundRows(rows, changes, contacts), contacts, new StatusRows(new EarlyStatusRows(options)), new KeptEventRows(codec, options), refused);
        Intake = new SqliteIntakeStore(Engine, append, rows);
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

    internal SqliteEngine Engine { get; }

    /// <summary>
    /// Loads the library, creates the directory, opens the file and migrates it; on the caller's thread. A database of a newer program is refused.
    /// </summary>
    /// <exception cref="ProblemException"><c>storage_unreachable</c>: the disk is full or fails; opening may be tried again.</exception>
    public Task Open(CancellationToken ct = default)
    {
        ct.ThrowIfCancellationRequested();
        Engine.Open();
        return Task.CompletedTask;
    }

    /// <summary>Commits what is queued, refuses what comes after, and closes the file. Safe to repeat; it can be opened again.</summary>
    public Task Close() => Engine.Close();

    /// <summary>
    /// Ends as a killed process would: an open transaction is lost and whoever waits never hears. For the simulation, which then opens the file anew.
    /// </summary>
    public void Abandon() => Engine.Abandon();

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => Engine.DisposeAsync();
}
