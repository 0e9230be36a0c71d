using OrleansWa.Contracts.Messages;

namespace OrleansWa.Storage.Postgres.Messages;

/// <summary>New outgoing rows: one from the API, or those of a conversation's turn. One of the two is set.</summary>
internal sealed record SendRequest(NewMessage? Accept, TurnCommit? Turn);
