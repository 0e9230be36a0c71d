namespace OrleansWa.Connectors.CloudApi;

/// <summary>Parameters of template components (reference 3.4).</summary>
internal static class TemplateParameterRules
{
    private const int ParametersMax = 100;
    private const int BodyLengthMax = 1024;
    private const int HeaderLengthMax = 60;
    private const int CouponLengthMax = 20;
    private const int IndexMax = 9;

    /// <summary>Checks a header: one text, medium or place.</summary>
    public static void CheckHeader(ContentNode header)
    {
        foreach (var parameter in header["parameters"].RequireItems(1, 1))
        {
            switch (TypeOf(parameter, "text", "image", "video", "document", "location"))
            {
                case null:
                    break;
                case "text":
                    parameter["text"].RequireText(HeaderLengthMax);
                    break;
                case "location":
                    SimpleContentRules.CheckLocation(parameter["location"]);
                    break;
                case { } medium:
                    MediaRules.CheckSource(parameter[medium]);
                    break;
            }
        }
    }

    /// <summary>Checks a body: texts, amounts and dates, positional or named.</summary>
    public static void CheckBody(ContentNode body)
    {
        foreach (var parameter in body["parameters"].AllowItems(ParametersMax))
        {
            var type = TypeOf(parameter, "text", "currency", "date_time");
            if (type == "text")
            {
                parameter["text"].RequireText(BodyLengthMax);
            }
            else if (type is not null && parameter[type].RequireObject())
            {
                CheckFallback(parameter[type], type);
            }

            parameter["parameter_name"].AllowText(int.MaxValue);
        }
    }

    /// <summary>Checks a button: what fills it depends on its kind.</summary>
    public static void CheckButton(ContentNode button)
    {
        RequireIndex(button["index"]);
        var kind = button["sub_type"].RequireText(int.MaxValue)?.ToLowerInvariant();
        if (kind is null)
        {
            return;
        }

        if (ParameterTypeOf(kind) is not { } parameterType)
        {
            button["sub_type"].Fail("is not supported; use quick_reply, url, copy_code, flow, catalog or mpm.");
            return;
        }

        foreach (var parameter in button["parameters"].RequireItems(1, 1))
        {
            CheckButtonParameter(parameter, parameterType);
        }
    }

    /// <summary>Checks an offer that ends.</summary>
    public static void CheckOffer(ContentNode offer)
    {
        foreach (var parameter in offer["parameters"].RequireItems(1, 1))
        {
            if (TypeOf(parameter, "limited_time_offer") is { } type && parameter[type].RequireObject())
            {
                RequireNumber(parameter[type]["expiration_time_ms"], "must be a time in milliseconds since 1970.");
            }
        }
    }

    /// <summary>Demands a position from 0 to 9, as number or text.</summary>
    public static void RequireIndex(ContentNode index)
    {
        if (index.NumberValue is not { } number || number != Math.Truncate(number) || number is < 0 or > IndexMax)
        {
            index.Fail($"is required; give its position, 0 to {IndexMax}.");
        }
    }

    private static string? TypeOf(ContentNode parameter, params ReadOnlySpan<string> types) =>
        parameter.RequireObject() ? parameter["type"].RequireWord(types) : null;

    private static void CheckFallback(ContentNode value, string type)
    {
        value["fallback_value"].RequireText(BodyLengthMax);
        if (type == "currency")
        {
            value["code"].RequireText(3);
            RequireNumber(value["amount_1000"], "must be the amount times 1000, as a number.");
        }
    }

    private static void RequireNumber(ContentNode node, string message)
    {
        if (node.NumberValue is null)
        {
            node.Fail(message);
        }
    }

    private static string? ParameterTypeOf(string kind) => kind switch
    {
        "quick_reply" => "payload",
        "url" => "text",
        "copy_code" => "coupon_code",
        "flow" or "catalog" or "mpm" => "action",
        _ => null,
    };

    private static void CheckButtonParameter(ContentNode parameter, string type)
    {
        if (TypeOf(parameter, type) is null)
        {
            return;
        }

        if (type == "action")
        {
            parameter["action"].RequireObject();
        }
        else
        {
            parameter[type].RequireText(type == "coupon_code" ? CouponLengthMax : int.MaxValue);
        }
    }
}
