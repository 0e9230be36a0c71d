namespace OrleansWa.Grains.Flows.Nodes;

/// <summary>Where an execution goes from a node.</summary>
internal enum NodeMove
{
    /// <summary>Not set; ends the flow as broken.</summary>
    Unknown = 0,

    /// <summary>Along an edge.</summary>
    Follow = 1,

    /// <summary>Nowhere, until something comes in.</summary>
    Wait = 2,

    /// <summary>It is over.</summary>
    End = 3,
}
