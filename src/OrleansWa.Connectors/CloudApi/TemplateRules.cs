namespace OrleansWa.Connectors.CloudApi;

/// <summary>
/// Structure of template messages (reference 3.4). Whether the parameters fit the approved text only Meta's copy of the template can say.
/// </summary>
internal static class TemplateRules
{
    private const int NameLengthMax = 512;
    private const int LanguageLengthMax = 15;
    private const int ComponentsMax = 20;
    private const int CardsMin = 2;
    private const int CardsMax = 10;

    /// <summary>Checks <c>template</c>.</summary>
    public static void Check(ContentNode template)
    {
        if (!template.RequireObject())
        {
            return;
        }

        CheckName(template["name"]);
        if (template["language"].RequireObject())
        {
            CheckLanguage(template["language"]["code"]);
        }

        foreach (var component in template["components"].AllowItems(ComponentsMax))
        {
            CheckComponent(component, cardsAllowed: true);
        }
    }

    private static void CheckName(ContentNode name)
    {
        if (name.RequireText(NameLengthMax) is { } text && !text.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '_'))
        {
            name.Fail("must be the name in WhatsApp Manager: lower-case letters a to z, digits and '_' only.");
        }
    }

    private static void CheckLanguage(ContentNode code)
    {
        if (code.RequireText(LanguageLengthMax) is { } text && !text.All(c => char.IsAsciiLetterOrDigit(c) || c == '_'))
        {
            code.Fail("must be a language code of Meta such as pt_BR, with '_' and not '-'.");
        }
    }

    private static void CheckComponent(ContentNode component, bool cardsAllowed)
    {
        if (!component.RequireObject())
        {
            return;
        }

        // Meta's samples write these words in lower and in upper case.
        switch (component["type"].RequireText(int.MaxValue)?.ToLowerInvariant())
        {
            case null:
                break;
            case "header":
                TemplateParameterRules.CheckHeader(component);
                break;
            case "body":
                TemplateParameterRules.CheckBody(component);
                break;
            case "button":
                TemplateParameterRules.CheckButton(component);
                break;
            case "limited_time_offer":
                TemplateParameterRules.CheckOffer(component);
                break;
            case "carousel" when cardsAllowed:
                CheckCards(component);
                break;
            default:
                component["type"].Fail("is not supported here; use header, body, button, limited_time_offer or carousel.");
                break;
        }
    }

    private static void CheckCards(ContentNode carousel)
    {
        foreach (var card in carousel["cards"].RequireItems(CardsMin, CardsMax))
        {
            if (card.RequireObject())
            {
                TemplateParameterRules.RequireIndex(card["card_index"]);
                foreach (var component in card["components"].RequireItems(1, ComponentsMax))
                {
                    CheckComponent(component, cardsAllowed: false);
                }
            }
        }
    }
}
