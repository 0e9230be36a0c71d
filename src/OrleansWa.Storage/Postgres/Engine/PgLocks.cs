using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace OrleansWa.Storage.Postgres.Engine;

/// <summary>
/// Advisory locks until the end of a transaction, for what has no row yet. They are the first locks that a transaction takes, in the order of
/// their numbers, so that two silos never wait for each other crosswise. Two names with one number (1 in 2^64) wait for each other needlessly.
/// </summary>
internal static class PgLocks
{
    private const string Take = "SELECT pg_advisory_xact_lock(key) FROM unnest($1) AS u (key)";

    /// <summary>Number of a lock.</summary>
    public static long Key(params ReadOnlySpan<string> name)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', name)), hash);
        return BinaryPrimitives.ReadInt64LittleEndian(hash);
    }

    /// <summary>Adds the taking of locks to a batch; its result is to be skipped by <see cref="Taken"/>.</summary>
    public static void AddTo(PgBatch batch, IEnumerable<long> keys) => batch.Add(Take).Longs([.. keys.Distinct().Order()], key => key);

    /// <summary>Skips the result.</summary>
    public static Task Taken(PgResults results) => results.Next(_ => 0);
}
