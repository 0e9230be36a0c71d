namespace OrleansWa.Contracts;

/// <summary>What is wrong with one field of a request, and what to do about it.</summary>
/// <param name="Field">Path of the field in the request body, e.g. <c>text.body</c>.</param>
/// <param name="Message">What is wrong and the remedy, in one sentence.</param>
[GenerateSerializer, Immutable, Alias("wa.field-error.v1")]
public sealed record FieldError([property: Id(0)] string Field, [property: Id(1)] string Message);
