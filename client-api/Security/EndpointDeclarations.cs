using System.Reflection;

namespace OrleansWa.ClientApi.Security;

/// <summary>Fails the start when an endpoint says neither which operation it is nor why it is open, or when nobody may do an operation.</summary>
internal static class EndpointDeclarations
{
    public static void Check(IEndpointRouteBuilder app)
    {
        string[] undeclared =
        [
            .. app.DataSources.SelectMany(source => source.Endpoints)
                .Where(endpoint => endpoint.Metadata.GetMetadata<OperationMetadata>() is null == endpoint.Metadata.GetMetadata<OpenMetadata>() is null)
                .Select(endpoint => endpoint.DisplayName ?? "(unnamed)"),
        ];
        if (undeclared.Length > 0)
        {
            throw new InvalidOperationException($"Endpoints need either .Allows(Operation.…) or .Open(\"reason\"): {string.Join("; ", undeclared)}");
        }
    }

    public static void CheckTable()
    {
        string[] missing =
        [
            .. typeof(Operation).GetFields(BindingFlags.Public | BindingFlags.Static)
                .Select(field => field.GetValue(null)).OfType<Operation>()
                .Where(operation => RoleTable.RolesFor(operation).Count == 0)
                .Select(operation => operation.Name),
        ];
        if (missing.Length > 0)
        {
            throw new InvalidOperationException($"RoleTable has no row for: {string.Join(", ", missing)}");
        }
    }
}
