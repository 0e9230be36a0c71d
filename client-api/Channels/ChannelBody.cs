using OrleansWa.ClientApi.Json;
using OrleansWa.Contracts;
using OrleansWa.Contracts.Channels;

namespace OrleansWa.ClientApi.Channels;

/// <summary>Checks what callers say of a channel.</summary>
internal static class ChannelBody
{
    private const int NameLengthMax = 200;
    private const int TokenLengthMax = 2048;
    private const int AccountIdLengthMax = 32;
    private const int MessagesPerDayMax = 10_000_000;

    public static (string Id, CreateChannel Create) Read(CreateChannelRequest body)
    {
        var check = new BodyCheck();
        var id = Ids.ThingInBody(check, "id", body.Id);
        var connector = check.Word<ConnectorKind>("connector", body.Connector);
        if (connector is ConnectorKind.Evolution or ConnectorKind.WppConnect)
        {
            throw ProblemException.Unprocessable(
                "not_supported", "connector", $"The connector {Words<ConnectorKind>.Of(connector)} is not supported yet; use cloud_api.");
        }

        var create = new CreateChannel(
            connector,
            check.Word<ChannelRole>("role", body.Role, ChannelRole.Main),
            check.Optional("displayName", body.DisplayName, NameLengthMax) is { Length: > 0 } name ? name : id,
            Token(check, body.Credentials?.AccessToken) ?? "",
            new CloudApiSettings(
                AccountId(check, "cloudApi.phoneNumberId", body.CloudApi?.PhoneNumberId),
                AccountId(check, "cloudApi.businessAccountId", body.CloudApi?.BusinessAccountId)),
            MessagesPerDay(check, body.Limits) is > 0 and var cap ? cap : null);
        if (string.IsNullOrEmpty(body.Credentials?.AccessToken))
        {
            check.Add("credentials.accessToken", "This member is required.");
        }

        check.ThrowIfInvalid();
        return (id, create);
    }

    public static UpdateChannel Read(UpdateChannelRequest body)
    {
        var check = new BodyCheck();
        var update = new UpdateChannel(
            body.DisplayName is null ? null : check.Required("displayName", body.DisplayName, NameLengthMax),
            body.Role is null ? null : check.Word<ChannelRole>("role", body.Role),
            Token(check, body.Credentials?.AccessToken),
            MessagesPerDay(check, body.Limits));
        check.ThrowIfInvalid();
        return update;
    }

    // A token travels in a header: what does not fit there is a copying mistake.
    private static string? Token(BodyCheck check, string? token)
    {
        if (token is not null && (token.Length > TokenLengthMax || token.Any(c => c is <= ' ' or > '~')))
        {
            check.Add("credentials.accessToken", $"At most {TokenLengthMax} ASCII characters without spaces or line breaks.");
        }

        return token;
    }

    private static string AccountId(BodyCheck check, string field, string? id)
    {
        var text = check.Required(field, id, AccountIdLengthMax);
        if (!text.All(char.IsAsciiDigit))
        {
            check.Add(field, "Must be digits: Meta's id, not the phone number.");
        }

        return text;
    }

    private static int? MessagesPerDay(BodyCheck check, ChannelLimitsRequest? limits)
    {
        if (limits?.MessagesPerDay is < 0 or > MessagesPerDayMax)
        {
            check.Add("limits.messagesPerDay", $"From 0 (no cap) to {MessagesPerDayMax}.");
        }

        return limits?.MessagesPerDay;
    }
}
