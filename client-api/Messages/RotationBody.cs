using OrleansWa.ClientApi.Json;
using OrleansWa.Contracts.Channels;

namespace OrleansWa.ClientApi.Messages;

/// <summary>Checks what a message says of the channels that may send it.</summary>
internal static class RotationBody
{
    public static ChannelRole Role(RotatedMessageRequest body)
    {
        var check = new BodyCheck();
        var role = check.Word("role", body.Role, (ChannelRole?)ChannelRole.Main);
        check.ThrowIfInvalid();
        return role;
    }
}
