using OrleansWa.Contracts;
using OrleansWa.Contracts.Channels;
using OrleansWa.Contracts.Contacts;
using OrleansWa.Contracts.Messages;
using OrleansWa.Grains.Messages;

namespace OrleansWa.Grains.Conversations;

/// <summary>Why a message is not accepted; each names the field and the remedy, and is null where there is nothing to object to.</summary>
internal static class SendRefusals
{
    private const string FallbackField = "fallbackTemplate";

    /// <summary>422 <c>message_invalid</c>: the connector would refuse the content, or its fallback.</summary>
    public static ProblemException? Invalid(IConnector connector, SendMessage request)
    {
        var faults = connector.Validate(request.Content);
        if (request.Fallback is { } fallback)
        {
            faults = faults.AddRange(connector.Validate(fallback).Select(fault => fault with { Field = InFallback(fallback.Type, fault.Field) }));
        }

        return faults.IsEmpty ? null : new ProblemException(ProblemKind.Unprocessable, "message_invalid", "WhatsApp would refuse this message.", faults);
    }

    /// <summary>400 <c>request_invalid</c>: it asks for impossible times.</summary>
    public static ProblemException? Impossible(SendMessage request, DateTimeOffset now)
    {
        var faults = MessageTimes.Faults(request, now);
        return faults.IsEmpty ? null : new ProblemException(ProblemKind.Invalid, "request_invalid", $"{faults[0].Field}: {faults[0].Message}", faults);
    }

    /// <summary>422 <c>opted_out</c> or <c>window_closed</c>: the person may not be written to, or not with this.</summary>
    /// <param name="connector">Its rules of the window.</param>
    /// <param name="request">The message.</param>
    /// <param name="standing">The person.</param>
    /// <param name="dueAt">When it is due: a window that is closed by then is closed, as far as anybody knows now.</param>
    public static ProblemException? Unwanted(IConnector connector, SendMessage request, ContactStanding standing, DateTimeOffset dueAt) =>
        SendGate.Decide(connector, request.Content, request.Fallback, request.Lane, standing, dueAt).Error is { } error
            ? new ProblemException(
                ProblemKind.Unprocessable,
                error.Code,
                $"{error.Title}. {error.Details} {error.Remedy}",
                [new FieldError(error.Code == SendGate.OptedOut ? "to" : "type", error.Remedy)])
            : null;

    private static string InFallback(string type, string field) =>
        field.StartsWith(type, StringComparison.Ordinal) ? FallbackField + field[type.Length..] : FallbackField;
}
