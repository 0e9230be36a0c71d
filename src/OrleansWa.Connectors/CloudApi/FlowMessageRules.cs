namespace OrleansWa.Connectors.CloudApi;

/// <summary>Limits of messages that open a flow (reference 3.3).</summary>
internal static class FlowMessageRules
{
    private const int ButtonLengthMax = 30;

    /// <summary>Checks the action of type <c>flow</c>.</summary>
    public static void Check(ContentNode action)
    {
        action["name"].RequireWord("flow");
        var parameters = action["parameters"];
        if (!parameters.RequireObject())
        {
            return;
        }

        RequireTextOrNumber(parameters["flow_message_version"]);
        CheckFlow(parameters);
        parameters["flow_token"].AllowText(int.MaxValue);
        parameters["flow_cta"].RequireText(ButtonLengthMax);
        CheckStart(parameters);
    }

    private static void CheckFlow(ContentNode parameters)
    {
        if (parameters["flow_id"].Exists == parameters["flow_name"].Exists)
        {
            parameters.Fail("must have either 'flow_id' or 'flow_name', and not both.");
            return;
        }

        RequireTextOrNumber(parameters[parameters["flow_id"].Exists ? "flow_id" : "flow_name"]);
    }

    private static void CheckStart(ContentNode parameters)
    {
        if (parameters["mode"].Exists)
        {
            parameters["mode"].RequireWord("draft", "published");
        }

        if (parameters["flow_action"].Exists)
        {
            parameters["flow_action"].RequireWord("navigate", "data_exchange");
        }

        var payload = parameters["flow_action_payload"];
        if (payload.Exists && payload.RequireObject())
        {
            payload["screen"].RequireText(int.MaxValue);
        }
    }

    private static void RequireTextOrNumber(ContentNode node)
    {
        if (node.NumberValue is null)
        {
            node.RequireText(int.MaxValue);
        }
    }
}
