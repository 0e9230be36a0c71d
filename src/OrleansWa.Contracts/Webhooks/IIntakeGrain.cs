namespace OrleansWa.Contracts.Webhooks;

/// <summary>Takes webhooks in. Stateless worker of the platform; key <c>_platform/intake</c>.</summary>
[Alias("wa.intake")]
public interface IIntakeGrain : IGrainWithStringKey
{
    /// <summary>
    /// Stores every element of the batch in one commit; durable when it returns, and only then may the webhook be answered 200. Elements seen
    /// before change nothing. Conversations are told afterwards; what a crash leaves untold is told again by the channel's sweep.
    /// </summary>
    [Alias("append")]
    Task<WebhookReceipt> Append(WebhookBatch batch, CancellationToken ct = default);
}
