namespace OrleansWa.ClientApi.Messages;

/// <summary>The receipt: the message is stored durably and waits for its turn.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Status">Its state; <c>pending</c> for a new one.</param>
/// <param name="ChannelId">The channel that sends it.</param>
/// <param name="To">The number as digits.</param>
public sealed record SendMessageResponse(string Id, string Status, string ChannelId, string To);
