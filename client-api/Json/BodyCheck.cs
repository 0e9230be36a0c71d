using System.Collections.Immutable;
using OrleansWa.Contracts;

namespace OrleansWa.ClientApi.Json;

/// <summary>Collects what is wrong with a body, so that its sender learns everything at once.</summary>
internal sealed class BodyCheck
{
    private readonly ImmutableArray<FieldError>.Builder _errors = ImmutableArray.CreateBuilder<FieldError>();

    public void Add(string field, string message) => _errors.Add(new FieldError(field, message));

    /// <summary>A text that must be there.</summary>
    public string Required(string field, string? value, int lengthMax)
    {
        if (string.IsNullOrWhiteSpace(value))
        {
            Add(field, "This member is required.");
            return "";
        }

        return Optional(field, value, lengthMax) ?? "";
    }

    /// <summary>A text that may be there.</summary>
    public string? Optional(string field, string? value, int lengthMax)
    {
        if (value is null)
        {
            return null;
        }

        if (value.Length > lengthMax)
        {
            Add(field, $"At most {lengthMax} characters.");
        }
        else if (value.Any(char.IsControl))
        {
            Add(field, "Control characters are not allowed.");
        }
        else if (value.Length > 0 && string.IsNullOrWhiteSpace(value))
        {
            Add(field, "Must not be blank.");
        }

        return value;
    }

    /// <summary>One of an enum's words.</summary>
    public T Word<T>(string field, string? word, T? otherwise = null)
        where T : struct, Enum
    {
        if (word is null && otherwise is { } value)
        {
            return value;
        }

        if (word is not null && Words<T>.TryParse(word, out var known))
        {
            return known;
        }

        Add(field, word is null ? $"This member is required: {Words<T>.All}." : $"Must be one of {Words<T>.All}.");
        return default;
    }

    /// <summary>400 with all that was found.</summary>
    public void ThrowIfInvalid()
    {
        if (_errors.Count > 0)
        {
            throw new ProblemException(ProblemKind.Invalid, "request_invalid", $"{_errors[0].Field}: {_errors[0].Message}", _errors.ToImmutable());
        }
    }
}
