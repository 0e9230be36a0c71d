using System.Collections.Immutable;
using OrleansWa.Contracts;
using OrleansWa.Contracts.Messages;

namespace OrleansWa.Grains.Conversations;

/// <summary>Between when and when a message may be sent (SPEC section 5).</summary>
/// <param name="DueAt">Not sent before.</param>
/// <param name="ExpiresAt">Not sent at or after.</param>
internal readonly record struct MessageTimes(DateTimeOffset DueAt, DateTimeOffset ExpiresAt)
{
    /// <summary>What the caller asked for, with the lane's default expiry counted from when it is due. A past time to send means at once.</summary>
    public static MessageTimes Of(SendMessage request, DateTimeOffset now)
    {
        var dueAt = request.SendAt > now ? request.SendAt.Value : now;
        return new MessageTimes(dueAt, request.ExpiresAt ?? dueAt + MessageLifetimes.Default(request.Lane));
    }

    /// <summary>The fields that ask for the impossible, empty when there are none. A time to send lies at most a year ahead, and an expiry at most a year behind it.</summary>
    public static ImmutableArray<FieldError> Faults(SendMessage request, DateTimeOffset now)
    {
        var faults = ImmutableArray.CreateBuilder<FieldError>();
        var (dueAt, expiresAt) = Of(request, now);
        if (dueAt > now.AddYears(1))
        {
            faults.Add(new FieldError("sendAt", "At most 1 year ahead."));
        }

        if (expiresAt <= dueAt)
        {
            faults.Add(new FieldError("expiresAt", "Must be after sendAt, and in the future: it would never be sent."));
        }
        else if (expiresAt - dueAt > TimeSpan.FromDays(366))
        {
            faults.Add(new FieldError("expiresAt", "At most 1 year after it may be sent."));
        }

        return faults.ToImmutable();
    }
}
