using Microsoft.AspNetCore.Mvc;
using OrleansWa.ClientApi.Json;
using OrleansWa.Contracts.Messages;

namespace OrleansWa.ClientApi.Messages;

/// <summary>Query of the list of messages.</summary>
/// <param name="ChannelId">Only of this channel.</param>
/// <param name="Contact">Only with this contact, by the id that conversations show.</param>
/// <param name="Status">Only in this state, e.g. <c>pending</c>.</param>
/// <param name="From">Only those stored at or after this time.</param>
/// <param name="To">Only those stored before this time.</param>
internal readonly record struct MessageListQuery(
    [FromQuery(Name = "channelId")] string? ChannelId,
    [FromQuery(Name = "contact")] string? Contact,
    [FromQuery(Name = "status")] string? Status,
    [FromQuery(Name = "from")] string? From,
    [FromQuery(Name = "to")] string? To)
{
    public MessageFilter ToFilter()
    {
        var check = new BodyCheck();
        var (from, to) = (Times.Read(check, "from", NullIfEmpty(From)), Times.Read(check, "to", NullIfEmpty(To)));
        if (from >= to)
        {
            check.Add("to", "Must be after 'from'.");
        }

        var contact = NullIfEmpty(Contact);
        if (contact is not null && !Ids.IsThing(contact))
        {
            check.Add("contact", "Must be the id of a contact, as conversations show it.");
        }

        var status = NullIfEmpty(Status) is { } word ? MessageStatusNames.Parse(word) : null;
        if (!string.IsNullOrEmpty(Status) && status is null)
        {
            check.Add("status", $"Must be one of {MessageStatusNames.All}.");
        }

        check.ThrowIfInvalid();
        return new MessageFilter(NullIfEmpty(ChannelId) is { } channel ? Ids.ChannelInPath(channel) : null, contact, status, from, to);
    }

    private static string? NullIfEmpty(string? text) => string.IsNullOrEmpty(text) ? null : text;
}
