namespace OrleansWa.Connectors.CloudApi;

/// <summary>Why a call has no answer.</summary>
internal enum GraphFailure
{
    /// <summary>There is an answer.</summary>
    None = 0,

    /// <summary>It is certain that Meta did not get the request.</summary>
    NotSent = 1,

    /// <summary>Meta may or may not have got the request.</summary>
    NoAnswer = 2,
}
