using System.Globalization;
using System.Text.Json;
using OrleansWa.CloudApiEmulator.Accounts;
using OrleansWa.CloudApiEmulator.Clock;
using OrleansWa.CloudApiEmulator.Webhooks;

namespace OrleansWa.CloudApiEmulator.Templates;

/// <summary>Creates templates, approves them after the review delay, and tells the account's apps of every change of status.</summary>
internal sealed class TemplateReview(EmulatorOptions options, EventScheduler scheduler, WebhookPublisher publisher)
{
    private const long FirstId = 1_689_556_900_000_000;
    private static readonly JsonElement HelloWorld = JsonSerializer.Deserialize<JsonElement>("""
        [{"type":"HEADER","format":"TEXT","text":"Hello World"},
         {"type":"BODY","text":"Welcome and congratulations!! This message demonstrates your ability to send a WhatsApp message notification."},
         {"type":"FOOTER","text":"WhatsApp Business Platform sample message"}]
        """);

    private long _lastId = FirstId;

    public string NextId() => Interlocked.Increment(ref _lastId).ToString(CultureInfo.InvariantCulture);

    /// <summary>Every account starts with Meta's sample template.</summary>
    public void GiveSample(BusinessAccount account) => account.Templates.Add(new Template
    {
        Id = NextId(),
        Name = "hello_world",
        Language = "en_US",
        Category = "UTILITY",
        Status = "APPROVED",
        Components = HelloWorld,
    });

    public void Start(BusinessAccount account, Template template) =>
        scheduler.After(options.TemplateReviewDelay, () =>
        {
            if (account.Templates.ById(template.Id) is { Status: "PENDING" } pending) Decide(account, pending, "APPROVED", "NONE");
        });

    public void Decide(BusinessAccount account, Template template, string status, string reason)
    {
        account.Templates.Put(template with { Status = status });
        publisher.Publish(new WebhookEvent
        {
            AccountId = account.Id,
            Field = "message_template_status_update",
            Kind = WebhookEventKind.Value,
            Element = WebhookElement.Of(w => Write(w, template, status, reason)),
        });
    }

    private static void Write(Utf8JsonWriter w, Template template, string status, string reason)
    {
        w.WriteStartObject();
        w.WriteString("event", status);
        w.WriteNumber("message_template_id", long.Parse(template.Id, CultureInfo.InvariantCulture));
        w.WriteString("message_template_name", template.Name);
        w.WriteString("message_template_language", template.Language);
        w.WriteString("reason", reason);
        w.WriteString("message_template_category", template.Category);
        w.WriteEndObject();
    }
}
