using System.Collections.Immutable;

namespace OrleansWa.Contracts;

/// <summary>
/// The one exception that carries a refusal across grain calls. The API answers it as problem details (RFC 9457) with
/// <see cref="Code"/> as the stable word; nothing was changed when it is thrown.
/// </summary>
[GenerateSerializer, Alias("wa.problem.v1")]
public sealed class ProblemException : Exception
{
    /// <summary>Creates a refusal.</summary>
    /// <param name="kind">Class of the refusal.</param>
    /// <param name="code">Stable lower_snake word, e.g. <c>channel_not_found</c>.</param>
    /// <param name="detail">One sentence for a person, naming the remedy. No personal data.</param>
    /// <param name="errors">The fields at fault, if any.</param>
    public ProblemException(ProblemKind kind, string code, string detail, ImmutableArray<FieldError> errors = default)
        : base(detail)
    {
        Kind = kind;
        Code = code;
        Errors = errors.IsDefault ? [] : errors;
    }

    /// <summary>Class of the refusal.</summary>
    [Id(0)]
    public ProblemKind Kind { get; private set; }

    /// <summary>Stable lower_snake word that callers branch on.</summary>
    [Id(1)]
    public string Code { get; private set; } = "";

    /// <summary>The fields at fault; empty when no single field is.</summary>
    [Id(2)]
    public ImmutableArray<FieldError> Errors { get; private set; } = [];

    /// <summary>404 with <c>{what}_not_found</c>.</summary>
    public static ProblemException NotFound(string what, string id) =>
        new(ProblemKind.NotFound, $"{what}_not_found", $"There is no {what} '{id}'.");

    /// <summary>409.</summary>
    public static ProblemException Conflict(string code, string detail) => new(ProblemKind.Conflict, code, detail);

    /// <summary>422 for one field.</summary>
    public static ProblemException Unprocessable(string code, string field, string message) =>
        new(ProblemKind.Unprocessable, code, message, [new FieldError(field, message)]);
}
