using System.Collections.Immutable;
using OrleansWa.Contracts;
using OrleansWa.Contracts.Channels;

namespace OrleansWa.Grains.Channels;

/// <summary>What a channel's settings must be like, and how its state follows an event of the session.</summary>
internal static class ChannelRules
{
    private const int NameLengthMax = 100;

    /// <summary>The state after an event. One that does not fit is counted and changes nothing else.</summary>
    /// <param name="state">The present state.</param>
    /// <param name="session">What happened.</param>
    /// <param name="problem">Why, for a bad event.</param>
    /// <param name="change">Further changes that belong to the event.</param>
    /// <param name="now">Present time.</param>
    public static ChannelState Apply(
        ChannelState state, ChannelEvent session, ChannelProblem? problem, Func<ChannelState, ChannelState>? change, DateTimeOffset now)
    {
        if (ChannelTransitions.Next(state.Status, session) is not { } next)
        {
            return state with { IgnoredEvents = state.IgnoredEvents + 1 };
        }

        var after = state with
        {
            Status = next,
            StatusSince = next == state.Status ? state.StatusSince : now,
            Problem = problem,
            NextAttemptAt = next is ChannelStatus.Disconnected or ChannelStatus.Suspended ? null : state.NextAttemptAt,
        };
        return change is null ? after : change(after);
    }

    /// <summary>Refuses a channel that cannot work.</summary>
    /// <exception cref="ProblemException"><c>channel_invalid</c> (400), by field.</exception>
    public static void Refuse(CreateChannel request)
    {
        var faults = ImmutableArray.CreateBuilder<FieldError>();
        CheckName(request.DisplayName, faults);
        CheckCap(request.MessagesPerDay, faults);
        if (string.IsNullOrWhiteSpace(request.AccessToken))
        {
            faults.Add(new FieldError("credentials.accessToken", "Give the access token of a system user of the business."));
        }

        if (string.IsNullOrWhiteSpace(request.CloudApi?.PhoneNumberId))
        {
            faults.Add(new FieldError("cloudApi.phoneNumberId", "Give Meta's id of the number (not the phone number)."));
        }

        if (string.IsNullOrWhiteSpace(request.CloudApi?.BusinessAccountId))
        {
            faults.Add(new FieldError("cloudApi.businessAccountId", "Give the id of the WhatsApp Business Account that owns the number."));
        }

        Throw(faults);
    }

    /// <summary>Refuses a change that cannot work.</summary>
    /// <exception cref="ProblemException"><c>channel_invalid</c> (400), by field.</exception>
    public static void Refuse(UpdateChannel request)
    {
        var faults = ImmutableArray.CreateBuilder<FieldError>();
        CheckCap(request.MessagesPerDay, faults);
        if (request.DisplayName is not null)
        {
            CheckName(request.DisplayName, faults);
        }

        if (request.AccessToken is not null && string.IsNullOrWhiteSpace(request.AccessToken))
        {
            faults.Add(new FieldError("credentials.accessToken", "Give a token, or leave the member out to keep the present one."));
        }

        Throw(faults);
    }

    private static void CheckName(string name, ImmutableArray<FieldError>.Builder faults)
    {
        if (string.IsNullOrWhiteSpace(name) || name.Length > NameLengthMax)
        {
            faults.Add(new FieldError("displayName", $"Give a name of 1 to {NameLengthMax} characters."));
        }
    }

    private static void CheckCap(int? messagesPerDay, ImmutableArray<FieldError>.Builder faults)
    {
        if (messagesPerDay is < 0 or > 10_000_000)
        {
            faults.Add(new FieldError("messagesPerDay", "Give a number from 1 to 10000000, or 0 for no cap."));
        }
    }

    private static void Throw(ImmutableArray<FieldError>.Builder faults)
    {
        if (faults.Count > 0)
        {
            throw new ProblemException(ProblemKind.Invalid, "channel_invalid", "Some settings of the channel cannot be used.", faults.ToImmutable());
        }
    }
}
