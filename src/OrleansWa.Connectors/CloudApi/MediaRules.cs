namespace OrleansWa.Connectors.CloudApi;

/// <summary>Limits of media objects, in messages, headers and template parameters (reference 3.2). Size and MIME type are checked where the bytes are.</summary>
internal static class MediaRules
{
    private const int CaptionLengthMax = 1024;
    private const int LinkLengthMax = 2048;

    /// <summary>Checks a media object of a message.</summary>
    public static void Check(ContentNode media, MediaKind kind)
    {
        if (!media.RequireObject())
        {
            return;
        }

        CheckSource(media);
        CheckCaption(media["caption"], kind);
        media["voice"].AllowBoolean();
        if (kind == MediaKind.Document)
        {
            media["filename"].AllowText(int.MaxValue);
        }
    }

    /// <summary>Checks where the bytes come from: an uploaded id, or a link that Meta fetches, not both.</summary>
    public static void CheckSource(ContentNode media)
    {
        if (!media.RequireObject())
        {
            return;
        }

        var id = media["id"];
        var link = media["link"];
        if (id.Exists == link.Exists)
        {
            media.Fail("must have either 'id' (of uploaded media) or 'link' (https), and not both.");
        }
        else if (id.Exists)
        {
            id.RequireText(int.MaxValue);
        }
        else
        {
            RequireHttpsUrl(link);
        }
    }

    private static void RequireHttpsUrl(ContentNode link)
    {
        if (link.RequireText(LinkLengthMax) is { } url && !(Uri.TryCreate(url, UriKind.Absolute, out var uri) && uri.Scheme == Uri.UriSchemeHttps))
        {
            link.Fail("must be an absolute https address that Meta can fetch.");
        }
    }

    private static void CheckCaption(ContentNode caption, MediaKind kind)
    {
        if (kind is MediaKind.Audio or MediaKind.Sticker)
        {
            if (caption.Exists)
            {
                caption.Fail("is not possible for this type; send the text as a message of its own.");
            }

            return;
        }

        caption.AllowText(CaptionLengthMax);
    }
}
