using OrleansWa.Storage.DeadLetters;

namespace OrleansWa.Storage.Postgres.DeadLetters;

/// <summary>An incoming dead letter, encoded.</summary>
internal sealed record EncodedDeadLetter(IncomingDeadLetterRow Row, int Codec, byte[]? Content);
