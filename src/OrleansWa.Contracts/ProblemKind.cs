namespace OrleansWa.Contracts;

/// <summary>What went wrong, in the terms of HTTP; the API maps it to a status code.</summary>
public enum ProblemKind
{
    /// <summary>Not set; never sent.</summary>
    Unknown = 0,

    /// <summary>400: the request is malformed.</summary>
    Invalid = 1,

    /// <summary>403: the caller may not do this.</summary>
    Forbidden = 2,

    /// <summary>404: there is no such thing, or it is another tenant's.</summary>
    NotFound = 3,

    /// <summary>409: it exists already, or its state does not allow this.</summary>
    Conflict = 4,

    /// <summary>422: well formed, but a rule or the connector refuses it.</summary>
    Unprocessable = 5,

    /// <summary>503: try again later.</summary>
    Unavailable = 6,
}
