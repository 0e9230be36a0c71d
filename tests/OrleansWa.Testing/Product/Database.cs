using Microsoft.Data.Sqlite;

namespace OrleansWa.Testing.Product;

/// <summary>Looks into a product's database from outside, as an operator would.</summary>
public static class Database
{
    /// <summary>First column of each row as text.</summary>
    public static IReadOnlyList<string> Column(string dataDirectory, string sql, params (string Name, object Value)[] parameters)
    {
        using var connection = new SqliteConnection(
            new SqliteConnectionStringBuilder { DataSource = Path.Combine(dataDirectory, "orleanswa.db"), Mode = SqliteOpenMode.ReadOnly, Pooling = false }.ToString());
        connection.Open();
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // The tests' own text.
        command.CommandText = sql;
#pragma warning restore CA2100
        foreach (var (name, value) in parameters)
        {
            command.Parameters.AddWithValue(name, value);
        }

        using var reader = command.ExecuteReader();
        var values = new List<string>();
        while (reader.Read())
        {
            values.Add(Convert.ToString(reader.GetValue(0), System.Globalization.CultureInfo.InvariantCulture) ?? "");
        }

        return values;
    }
}
