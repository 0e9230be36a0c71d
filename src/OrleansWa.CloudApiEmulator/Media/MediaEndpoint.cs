using System.Globalization;
using OrleansWa.CloudApiEmulator.Accounts;
using OrleansWa.CloudApiEmulator.Graph;

namespace OrleansWa.CloudApiEmulator.Media;

/// <summary>Graph calls on media: upload, look up, delete; and the download from the media host.</summary>
internal sealed class MediaEndpoint(AccountDirectory directory, MediaStore store, MediaLinks links, TraceIds traces)
{
    public async ValueTask<GraphResponse> Upload(GraphCall call, BusinessNumber number)
    {
        if (!call.Http.Request.HasFormContentType) return Fail(GraphErrors.Missing("file"));
        var form = await call.Http.Request.ReadFormAsync(call.Http.RequestAborted);
        if (form["messaging_product"] != "whatsapp") return Fail(GraphErrors.Missing("messaging_product"));
        if (form.Files["file"] is not { } file) return Fail(GraphErrors.Missing("file"));
        var mimeType = file.ContentType is { Length: > 0 } own ? own : form["type"].ToString();
        if (Refusal(mimeType, file.Length) is { } refused) return Fail(refused);
        return Stored(store.Add(number.Id, mimeType, await Bytes(file), file.FileName, MediaStore.UploadedLife));
    }

    /// <summary>Calls on a media id; null when the node is no file of a number that the token reaches.</summary>
    public GraphResponse? OnMedia(GraphCall call)
    {
        if (store.Find(call.Node) is not { } file || !Reaches(call.Token, file)) return null;
        var owner = call.Query("phone_number_id");
        if (owner.Length > 0 && owner != file.PhoneNumberId) return null;
        return (call.Method, call.Edge) switch
        {
            ("GET", "") => LookUp(file),
            ("DELETE", "") => Delete(file),
            _ => Fail(GraphErrors.UnknownPath(call.Method)),
        };
    }

    /// <summary>The download: wants the token and a <c>User-Agent</c>, and answers 404 after five minutes.</summary>
    public async Task Download(HttpContext http)
    {
        var query = http.Request.Query;
        var file = store.Find(query["mid"].ToString());
        http.Response.StatusCode = DownloadStatus(http.Request, file);
        if (http.Response.StatusCode != 200) return;
        http.Response.ContentType = file!.MimeType;
        http.Response.ContentLength = file.Bytes.Length;
        await http.Response.Body.WriteAsync(file.Bytes, http.RequestAborted);
    }

    private int DownloadStatus(HttpRequest request, MediaFile? file)
    {
        var token = BearerToken.Of(request) is { } value ? directory.Token(value) : null;
        if (token is null) return StatusCodes.Status401Unauthorized;
        if (request.Headers.UserAgent.Count == 0) return StatusCodes.Status400BadRequest;
        if (file is null || !links.Valid(file.Id, request.Query["ext"].ToString(), request.Query["hash"].ToString())) return StatusCodes.Status404NotFound;
        return Reaches(token, file) ? StatusCodes.Status200OK : StatusCodes.Status403Forbidden;
    }

    private bool Reaches(AccessToken token, MediaFile file) =>
        directory.Number(file.PhoneNumberId) is { } number && token.Reaches(number.Account.Id);

    private static GraphError? Refusal(string mimeType, long length)
    {
        if (MediaTypes.ClassOf(mimeType) is null)
            return GraphErrors.Invalid($"Param file must be a file with one of the supported types. Received file of type '{mimeType}'.");
        return length <= MediaTypes.MaxBytes(mimeType) ? null : GraphErrors.Invalid($"Param file of type '{mimeType}' is too large: {length} bytes.");
    }

    private static async Task<byte[]> Bytes(IFormFile file)
    {
        var bytes = new byte[file.Length];
        await using var stream = file.OpenReadStream();
        await stream.ReadExactlyAsync(bytes);
        return bytes;
    }

    private static GraphResponse Stored(MediaFile file) => GraphResponse.Json(w =>
    {
        w.WriteStartObject();
        w.WriteString("id", file.Id);
        w.WriteEndObject();
    });

    private GraphResponse LookUp(MediaFile file) => GraphResponse.Json(w =>
    {
        w.WriteStartObject();
        w.WriteString("messaging_product", "whatsapp");
        w.WriteString("url", links.For(file));
        w.WriteString("mime_type", file.MimeType);
        // Look-ups were seen with hexadecimal, webhooks with base64 (fact sheet 3.6).
        w.WriteString("sha256", Convert.ToHexStringLower(Convert.FromBase64String(file.Sha256)));
        w.WriteString("file_size", file.Bytes.Length.ToString(CultureInfo.InvariantCulture));
        w.WriteString("id", file.Id);
        w.WriteEndObject();
    });

    private GraphResponse Delete(MediaFile file)
    {
        store.Remove(file.Id);
        return GraphResponse.Success;
    }

    private GraphResponse Fail(GraphError error) => GraphResponse.Failed(error, traces.Next());
}
