namespace OrleansWa.Grains.Flows;

/// <summary>The limits of flows. What happens at each is said where it is checked.</summary>
internal static class FlowLimits
{
    /// <summary>UTF-8 bytes of a graph's JSON.</summary>
    public const int GraphBytes = 256 * 1024;

    /// <summary>Nodes of a graph.</summary>
    public const int Nodes = 500;

    /// <summary>Edges of a graph.</summary>
    public const int Edges = 2_000;

    /// <summary>Characters of the id of a node or an edge.</summary>
    public const int IdLength = 128;

    /// <summary>Errors that one answer lists.</summary>
    public const int Errors = 100;

    /// <summary>Characters of a variable's name.</summary>
    public const int VariableNameLength = 64;

    /// <summary>Keywords of one trigger.</summary>
    public const int Keywords = 100;

    /// <summary>Characters of a keyword, and of either side of a comparison.</summary>
    public const int OperandLength = 256;

    /// <summary>UTF-8 bytes of one node's message, before variables.</summary>
    public const int MessageBytes = 16 * 1024;

    /// <summary>Characters of a rendered text; WhatsApp's own limit for a text message.</summary>
    public const int RenderedLength = 4_096;

    /// <summary>Nodes entered in one turn.</summary>
    public const int StepsWithoutWaiting = 100;

    /// <summary>Effects of one turn.</summary>
    public const int Effects = 50;

    /// <summary>UTF-8 bytes of all effects of one turn: they ride in a grain state of at most 64 KB.</summary>
    public const int EffectBytes = 32 * 1024;

    /// <summary>UTF-8 bytes of all variables of one execution, names included.</summary>
    public const int VariableBytes = 16 * 1024;

    /// <summary>Age at which an execution ends.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromDays(30);
}
