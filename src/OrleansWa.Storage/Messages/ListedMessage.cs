using OrleansWa.Contracts.Messages;

namespace OrleansWa.Storage.Messages;

/// <summary>What the list of messages looks at of a row.</summary>
/// <param name="CreatedAt">Unix milliseconds.</param>
/// <param name="Seq">Its number.</param>
/// <param name="Status">Its state.</param>
internal readonly record struct ListedMessage(long CreatedAt, long Seq, MessageStatus Status);
