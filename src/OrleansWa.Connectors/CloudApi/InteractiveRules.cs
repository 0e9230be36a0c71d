namespace OrleansWa.Connectors.CloudApi;

/// <summary>Limits of interactive messages (reference 3.3).</summary>
internal static class InteractiveRules
{
    private const int BodyLengthMax = 1024;
    private const int ListBodyLengthMax = 4096;
    private const int FooterLengthMax = 60;
    private const int HeaderLengthMax = 60;
    private const int DisplayTextLengthMax = 20;
    private const int LinkLengthMax = 2048;

    /// <summary>Checks <c>interactive</c>; only the kinds that are named here can be sent.</summary>
    public static void Check(ContentNode interactive)
    {
        if (!interactive.RequireObject())
        {
            return;
        }

        var kind = interactive["type"].RequireWord("button", "list", "cta_url", "location_request_message", "flow");
        if (kind is null)
        {
            return;
        }

        CheckFrame(interactive, kind);
        if (interactive["action"].RequireObject())
        {
            CheckAction(interactive["action"], kind);
        }
    }

    private static void CheckFrame(ContentNode interactive, string kind)
    {
        CheckHeader(interactive["header"], kind);
        if (interactive["body"].RequireObject())
        {
            interactive["body"]["text"].RequireText(kind == "list" ? ListBodyLengthMax : BodyLengthMax);
        }

        CheckFooter(interactive["footer"], kind);
    }

    private static void CheckHeader(ContentNode header, string kind)
    {
        if (!header.Exists)
        {
            return;
        }

        if (kind == "location_request_message")
        {
            header.Fail("is not possible for a location request; remove it.");
            return;
        }

        if (header.RequireObject())
        {
            CheckHeaderContent(header, kind == "list" ? ["text"] : ["text", "image", "video", "document"]);
        }
    }

    private static void CheckHeaderContent(ContentNode header, string[] types)
    {
        var type = header["type"].RequireWord(types);
        if (type == "text")
        {
            header["text"].RequireText(HeaderLengthMax);
        }
        else if (type is not null)
        {
            MediaRules.CheckSource(header[type]);
        }
    }

    private static void CheckFooter(ContentNode footer, string kind)
    {
        if (!footer.Exists)
        {
            return;
        }

        if (kind == "location_request_message")
        {
            footer.Fail("is not possible for a location request; remove it.");
        }
        else if (footer.RequireObject())
        {
            footer["text"].RequireText(FooterLengthMax);
        }
    }

    private static void CheckAction(ContentNode action, string kind)
    {
        switch (kind)
        {
            case "button":
                ChoiceRules.CheckButtons(action);
                break;
            case "list":
                ChoiceRules.CheckList(action);
                break;
            case "cta_url":
                CheckUrlButton(action);
                break;
            case "flow":
                FlowMessageRules.Check(action);
                break;
            default:
                action["name"].RequireWord("send_location");
                break;
        }
    }

    private static void CheckUrlButton(ContentNode action)
    {
        action["name"].RequireWord("cta_url");
        if (!action["parameters"].RequireObject())
        {
            return;
        }

        action["parameters"]["display_text"].RequireText(DisplayTextLengthMax);
        var url = action["parameters"]["url"];
        if (url.RequireText(LinkLengthMax) is { } address && !IsWebAddress(address))
        {
            url.Fail("must be an absolute http or https address.");
        }
    }

    private static bool IsWebAddress(string address) =>
        Uri.TryCreate(address, UriKind.Absolute, out var uri) && (uri.Scheme == Uri.UriSchemeHttps || uri.Scheme == Uri.UriSchemeHttp);
}
