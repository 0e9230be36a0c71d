namespace OrleansWa.Grains.Flows;

/// <summary>Why an execution ended: stable words that operators see.</summary>
internal static class FlowEndReasons
{
    /// <summary>It came to an <c>end</c> node, or to a node after which there is nothing.</summary>
    public const string Completed = "completed";

    /// <summary>More than <see cref="FlowLimits.StepsWithoutWaiting"/> nodes without waiting for the contact.</summary>
    public const string StepLimit = "step_limit";

    /// <summary>More effects in one turn than <see cref="FlowLimits.Effects"/>, or larger ones than <see cref="FlowLimits.EffectBytes"/>.</summary>
    public const string EffectsLimit = "effects_limit";

    /// <summary>Its variables outgrew <see cref="FlowLimits.VariableBytes"/>.</summary>
    public const string VariablesTooLarge = "variables_too_large";

    /// <summary>It is older than <see cref="FlowLimits.Lifetime"/>.</summary>
    public const string Lifetime = "lifetime";

    /// <summary>The contact was found to be another one, whose conversation is newer.</summary>
    public const string Merged = "merged";

    /// <summary>The contact opted out, or in again, in the middle of it.</summary>
    public const string Consent = "consent";

    /// <summary>It came to a node that is missing, unknown or incomplete: the graph was never validated.</summary>
    public const string FlowBroken = "flow_broken";
}
