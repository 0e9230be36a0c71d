using System.Globalization;

namespace OrleansWa.Connectors.CloudApi;

/// <summary>Limits of text, location and reaction (reference 3.2).</summary>
internal static class SimpleContentRules
{
    private const int BodyLengthMax = 4096;

    /// <summary>Checks <c>text</c>.</summary>
    public static void CheckText(ContentNode text)
    {
        if (text.RequireObject())
        {
            text["body"].RequireText(BodyLengthMax);
            text["preview_url"].AllowBoolean();
        }
    }

    /// <summary>Checks <c>location</c>; coordinates may be numbers or texts.</summary>
    public static void CheckLocation(ContentNode location)
    {
        if (location.RequireObject())
        {
            CheckCoordinate(location["latitude"], 90);
            CheckCoordinate(location["longitude"], 180);
            location["name"].AllowText(int.MaxValue);
            location["address"].AllowText(int.MaxValue);
        }
    }

    /// <summary>Checks <c>reaction</c>; an empty emoji takes a reaction back.</summary>
    public static void CheckReaction(ContentNode reaction)
    {
        if (!reaction.RequireObject())
        {
            return;
        }

        reaction["message_id"].RequireText(int.MaxValue);
        var emoji = reaction["emoji"];
        if (emoji.TextValue is not { } text)
        {
            emoji.Fail("is required; give one emoji, or an empty text to take the reaction back.");
        }
        else if (text.Length > 0 && new StringInfo(text).LengthInTextElements != 1)
        {
            emoji.Fail("must be a single emoji; remove the rest.");
        }
    }

    private static void CheckCoordinate(ContentNode coordinate, double limit)
    {
        if (coordinate.NumberValue is not { } number || Math.Abs(number) > limit)
        {
            coordinate.Fail($"must be a number of degrees from -{limit} to {limit}, with a point for decimals.");
        }
    }
}
