using Microsoft.AspNetCore.Mvc;
using OrleansWa.ClientApi.Json;
using OrleansWa.Contracts.DeadLetters;

namespace OrleansWa.ClientApi.DeadLetters;

/// <summary>Query of the list of dead letters.</summary>
/// <param name="ChannelId">Only of this channel.</param>
/// <param name="Code">Only with this error code, e.g. <c>131026</c>.</param>
/// <param name="Before">Only those that failed before this time.</param>
/// <param name="Direction"><c>in</c> or <c>out</c>; both when left out.</param>
internal readonly record struct DeadLetterQuery(
    [FromQuery(Name = "channelId")] string? ChannelId,
    [FromQuery(Name = "code")] string? Code,
    [FromQuery(Name = "before")] string? Before,
    [FromQuery(Name = "direction")] string? Direction)
{
    private const int CodeLengthMax = 64;

    public DeadLetterFilter ToFilter()
    {
        var check = new BodyCheck();
        var before = Times.Read(check, "before", NullIfEmpty(Before));
        var code = check.Optional("code", NullIfEmpty(Code), CodeLengthMax);
        DeadLetterDirection? direction = NullIfEmpty(Direction) is { } word ? check.Word<DeadLetterDirection>("direction", word) : null;
        check.ThrowIfInvalid();
        return new DeadLetterFilter(NullIfEmpty(ChannelId) is { } channel ? Ids.ChannelInPath(channel) : null, code, before, direction);
    }

    private static string? NullIfEmpty(string? text) => string.IsNullOrEmpty(text) ? null : text;
}
