using Npgsql;
using NpgsqlTypes;

namespace OrleansWa.Storage.Postgres.Engine;

/// <summary>One statement with its parameters, bound in the order of their numbers. A list becomes one array, for <c>unnest</c>.</summary>
internal sealed class PgCommand(string sql)
{
    /// <summary>The statement in the form that a batch takes.</summary>
    public NpgsqlBatchCommand Command { get; } = new(sql);

    public PgCommand Text(string? value) =>
        Add(new NpgsqlParameter { NpgsqlDbType = NpgsqlDbType.Text, Value = PgText.CleanOrNull(value) ?? (object)DBNull.Value });

    public PgCommand Long(long? value) => Add(new NpgsqlParameter { NpgsqlDbType = NpgsqlDbType.Bigint, Value = value ?? (object)DBNull.Value });

    public PgCommand Int(int value) => Add(new NpgsqlParameter<int> { NpgsqlDbType = NpgsqlDbType.Integer, TypedValue = value });

    public PgCommand Bool(bool value) => Add(new NpgsqlParameter<bool> { NpgsqlDbType = NpgsqlDbType.Boolean, TypedValue = value });

    public PgCommand Time(DateTimeOffset? value) => Long(value?.ToUnixTimeMilliseconds());

    public PgCommand Texts<T>(IReadOnlyCollection<T> rows, Func<T, string?> value) => Array(rows, row => PgText.CleanOrNull(value(row)), NpgsqlDbType.Text);

    public PgCommand Longs<T>(IReadOnlyCollection<T> rows, Func<T, long> value) => Array(rows, value, NpgsqlDbType.Bigint);

    public PgCommand LongsOrNull<T>(IReadOnlyCollection<T> rows, Func<T, long?> value) => Array(rows, value, NpgsqlDbType.Bigint);

    public PgCommand Ints<T>(IReadOnlyCollection<T> rows, Func<T, int> value) => Array(rows, value, NpgsqlDbType.Integer);

    public PgCommand Bools<T>(IReadOnlyCollection<T> rows, Func<T, bool> value) => Array(rows, value, NpgsqlDbType.Boolean);

    public PgCommand Times<T>(IReadOnlyCollection<T> rows, Func<T, DateTimeOffset> value) =>
        Array(rows, row => value(row).ToUnixTimeMilliseconds(), NpgsqlDbType.Bigint);

    public PgCommand TimesOrNull<T>(IReadOnlyCollection<T> rows, Func<T, DateTimeOffset?> value) =>
        Array(rows, row => value(row)?.ToUnixTimeMilliseconds(), NpgsqlDbType.Bigint);

    public PgCommand Blobs<T>(IReadOnlyCollection<T> rows, Func<T, byte[]?> value) => Array(rows, value, NpgsqlDbType.Bytea);

    private PgCommand Array<T, TValue>(IReadOnlyCollection<T> rows, Func<T, TValue> value, NpgsqlDbType type)
    {
        var values = new TValue[rows.Count];
        var i = 0;
        foreach (var row in rows)
        {
            values[i++] = value(row);
        }

        return Add(new NpgsqlParameter<TValue[]> { NpgsqlDbType = NpgsqlDbType.Array | type, TypedValue = values });
    }

    private PgCommand Add(NpgsqlParameter parameter)
    {
        Command.Parameters.Add(parameter);
        return this;
    }
}
