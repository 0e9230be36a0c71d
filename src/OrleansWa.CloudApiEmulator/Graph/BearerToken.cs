namespace OrleansWa.CloudApiEmulator.Graph;

/// <summary>Finds the token of a request: the header, else the <c>access_token</c> query parameter, as Graph does.</summary>
internal static class BearerToken
{
    public static string? Of(HttpRequest request)
    {
        var header = request.Headers.Authorization.ToString();
        if (header.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase)) return header[7..].Trim();
        if (header.StartsWith("OAuth ", StringComparison.OrdinalIgnoreCase)) return header[6..].Trim();
        var query = request.QueryString.HasValue ? request.Query["access_token"].ToString() : "";
        return query.Length > 0 ? query : null;
    }
}
