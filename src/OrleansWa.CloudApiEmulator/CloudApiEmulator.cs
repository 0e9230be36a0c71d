using System.Text.Json;
using OrleansWa.CloudApiEmulator.Accounts;
using OrleansWa.CloudApiEmulator.Messages;
using OrleansWa.CloudApiEmulator.Phones;
using OrleansWa.CloudApiEmulator.Templates;
using OrleansWa.CloudApiEmulator.Webhooks;

namespace OrleansWa.CloudApiEmulator;

/// <summary>The emulated world, for control in the same process: what <c>/_emu</c> offers over HTTP. Safe to call from several threads.</summary>
public sealed class CloudApiEmulator
{
    private readonly World _world;

    internal CloudApiEmulator(World world)
    {
        _world = world;
        GiveSamples();
    }

    /// <summary>Raised on a worker's thread when a webhook attempt is finished and its retry, if any, is arranged.</summary>
    public event Action<WebhookAttempt>? WebhookAttempted
    {
        add => _world.Webhooks.Attempted += value;
        remove => _world.Webhooks.Attempted -= value;
    }

    /// <summary>Raised on the call's thread when a business's message was accepted, before the call is answered.</summary>
    public event Action<AcceptedMessage>? MessageAccepted
    {
        add => _world.Messages.Accepted += value;
        remove => _world.Messages.Accepted -= value;
    }

    /// <summary>Limits and faults in force; assign a new value to change them.</summary>
    public Faults Faults
    {
        get => _world.Faults.Current;
        set => _world.Faults.Current = value;
    }

    /// <summary>Faults armed for coming sends, oldest first.</summary>
    public IReadOnlyList<SendFault> ArmedSendFaults => _world.Faults.Armed;

    /// <summary>Counts of what happened since the start or the last reset.</summary>
    public EmulatorCounts Counts => new(
        _world.Messages.Total, _world.Inbound.Total, _world.Requests.Total, _world.Phones.Count,
        _world.Webhooks.Total, _world.Webhooks.Accepted, _world.Webhooks.Dropped, _world.Publisher.Waiting, _world.Scheduler.Pending);

    /// <summary>The emulator's time now.</summary>
    public DateTimeOffset Now => _world.Clock.GetUtcNow();

    /// <summary>The apps, with their secrets.</summary>
    public IReadOnlyList<EmulatedApp> Apps => [.. _world.Directory.Apps];

    /// <summary>The newest Graph calls, newest first.</summary>
    public IReadOnlyList<RecordedRequest> Requests => _world.Requests.Newest();

    /// <summary>The newest webhook attempts, newest first.</summary>
    public IReadOnlyList<WebhookAttempt> Webhooks => _world.Webhooks.Newest();

    /// <summary>The last attempt at each callback: whether the product accepts webhooks at all.</summary>
    public IReadOnlyList<WebhookAttempt> Callbacks => [.. _world.Webhooks.LastPerCallback()];

    /// <summary>Arms a fault for the next sends that match it; at most 1,000 are kept, the oldest drops.</summary>
    public void ArmSendFault(SendFault fault) => _world.Faults.Arm(fault);

    /// <summary>Takes back all armed faults.</summary>
    public void DisarmSendFaults() => _world.Faults.Disarm();

    /// <summary>Adds an app, or replaces it. Its callback is trusted without the handshake.</summary>
    public void AddApp(EmulatedApp app) => _world.Directory.Put(app);

    /// <summary>Sets an app's callback after the handshake.</summary>
    /// <returns>Null when it was saved, else why it was refused.</returns>
    public async Task<string?> SetCallback(string appId, string url, string verifyToken)
    {
        var app = _world.Directory.App(appId) ?? throw new ArgumentException($"No app {appId}.", nameof(appId));
        return (await _world.Apps.SetCallback(app, url, verifyToken))?.Message;
    }

    /// <summary>Adds a business number with its account and token, or replaces it.</summary>
    public void AddNumber(EmulatedNumber number)
    {
        _world.Directory.Put(number);
        GiveSamples();
    }

    /// <summary>Revokes a token: every later call with it answers 401, code 190.</summary>
    /// <returns>Whether the token existed.</returns>
    public bool RevokeToken(string token) => _world.Directory.RemoveToken(token);

    /// <summary>Adds a template that is approved at once, or replaces one of the same name and language.</summary>
    /// <param name="businessAccountId">Id of the WABA.</param>
    /// <param name="template">The body of Graph's create call: name, language, category, components.</param>
    /// <param name="status">Its status. Default <c>APPROVED</c>.</param>
    /// <returns>The template's id.</returns>
    public string AddTemplate(string businessAccountId, JsonElement template, string status = "APPROVED")
    {
        if (TemplateRules.Check(template) is { } wrong) throw new ArgumentException(wrong.Message, nameof(template));
        var added = new Template
        {
            Id = _world.Review.NextId(),
            Name = template.Text("name")!,
            Language = template.Text("language")!,
            Category = template.Text("category")!.ToUpperInvariant(),
            Status = status,
            Components = template.GetProperty("components").Clone(),
            Named = string.Equals(template.Text("parameter_format"), "NAMED", StringComparison.OrdinalIgnoreCase),
        };
        AccountOf(businessAccountId).Templates.Put(added);
        return added.Id;
    }

    /// <summary>Changes a template's status (<c>APPROVED</c>, <c>REJECTED</c>, <c>PAUSED</c>, <c>DISABLED</c>, ...) and tells the subscribed apps.</summary>
    public void SetTemplateStatus(string businessAccountId, string templateId, string status, string reason = "NONE")
    {
        var account = AccountOf(businessAccountId);
        var template = account.Templates.ById(templateId) ?? throw new ArgumentException($"No template {templateId}.", nameof(templateId));
        _world.Review.Decide(account, template, status, reason);
    }

    /// <summary>Lets a patient write a message of any type, known or not.</summary>
    /// <param name="who">The patient's number in any form, or BSUID.</param>
    /// <param name="phoneNumberId">The business number written to.</param>
    /// <param name="message">See <see cref="PatientMessage"/>; or the element of Meta's <c>messages</c> webhook, from <c>type</c> on.</param>
    /// <returns>The message's id.</returns>
    public string Write(string who, string phoneNumberId, JsonElement message) =>
        _world.Writer.Write(_world.Phones.Of(who), NumberOf(phoneNumberId), message);

    /// <summary>Lets staff write to a patient in the app of the number itself: an <c>smb_message_echoes</c> webhook.</summary>
    /// <param name="who">The patient's number in any form, or BSUID.</param>
    /// <param name="phoneNumberId">The business number whose handset it is.</param>
    /// <param name="message">A message as <see cref="PatientMessage"/> makes them; also an edit or deletion of an earlier echo.</param>
    /// <returns>The message's id.</returns>
    public string WriteOnHandset(string who, string phoneNumberId, JsonElement message) =>
        Handset.Write(_world, _world.Phones.Of(who), NumberOf(phoneNumberId), message);

    /// <summary>Moves a patient to another number; the business is told by a <c>system</c> message.</summary>
    public void ChangeNumber(string who, string phoneNumberId, string newNumber) => IdentityChanges.ChangeNumber(_world, who, NumberOf(phoneNumberId), newNumber);

    /// <summary>Gives a patient another BSUID; the business is told by a <c>user_id_update</c> webhook.</summary>
    public void ChangeUserId(string who, string phoneNumberId, string newUserId) => IdentityChanges.ChangeUserId(_world, who, NumberOf(phoneNumberId), newUserId);

    /// <summary>Lets a patient write a text.</summary>
    public string WriteText(string who, string phoneNumberId, string body) => Write(who, phoneNumberId, PatientMessage.Text(body));

    /// <summary>Changes a patient's phone.</summary>
    public PhoneView SetPhone(string who, PhoneSettings settings) => _world.Phones.Change(who, settings).View();

    /// <summary>A patient's phone; made when it does not exist yet.</summary>
    public PhoneView Phone(string who) => _world.Phones.Of(who).View();

    /// <summary>The first phones, in no order.</summary>
    public IReadOnlyList<PhoneView> Phones(int limit = 100) => [.. _world.Phones.All.Take(limit).Select(p => p.View())];

    /// <summary>How every phone without a script of its own answers; null for silence.</summary>
    public void SetDefaultScript(AnswerScript? script) => _world.Phones.DefaultAnswers = script is null ? null : new AutoAnswers(script);

    /// <summary>The chat of a patient with a business number, oldest first, at most 200 messages.</summary>
    public IReadOnlyList<ChatEntry> Chat(string who, string phoneNumberId) =>
        ChatView.Of(_world.Phones.Of(who).With(phoneNumberId), NumberOf(phoneNumberId));

    /// <summary>Lets a patient stop or resume marketing messages by WhatsApp's own control: a <c>user_preferences</c> webhook.</summary>
    public void SetMarketing(string who, string phoneNumberId, bool stopped) =>
        Preferences.Publish(_world, _world.Phones.Of(who), NumberOf(phoneNumberId), stopped);

    /// <summary>Sends a change of any field, known or not, to the apps of an account.</summary>
    public void PublishChange(string businessAccountId, string field, JsonElement value) => _world.Publisher.Publish(new WebhookEvent
    {
        AccountId = AccountOf(businessAccountId).Id,
        Field = field,
        Kind = WebhookEventKind.Value,
        Element = WebhookElement.Of(value.WriteTo),
    });

    /// <summary>Accepted messages, newest first; null means any.</summary>
    public IReadOnlyList<AcceptedMessage> Messages(string? to = null, string? callbackData = null, string? phoneNumberId = null, int limit = 100) =>
        [.. _world.Messages.Query(to, callbackData, phoneNumberId).Take(limit)];

    /// <summary>Callback data that more than one accepted message carries, with the count: messages the product sent twice.</summary>
    public IReadOnlyDictionary<string, int> DuplicateSends() => _world.Messages.Duplicates();

    /// <summary>Sends a webhook again, byte by byte as it was.</summary>
    /// <returns>False when it is no longer kept.</returns>
    public bool Replay(long webhookId)
    {
        if (_world.Webhooks.Find(webhookId) is not { } attempt) return false;
        _world.Publisher.Replay(attempt);
        return true;
    }

    /// <summary>Moves the emulator's clock on, and does what became due.</summary>
    public void SkipTime(TimeSpan by)
    {
        _world.Clock.Skip(by);
        _world.Scheduler.RunDue();
    }

    /// <summary>Back to the start: options, seed, no messages, no faults. Webhooks already in flight still arrive.</summary>
    public void Reset()
    {
        _world.Scheduler.Clear();
        _world.Faults.Reset();
        _world.Chance.Reset();
        _world.Directory.Reset();
        _world.Phones.Clear();
        _world.Messages.Clear();
        _world.Inbound.Clear();
        _world.Media.Clear();
        _world.Requests.Clear();
        _world.Webhooks.Clear();
        _world.Usage.Reset();
        GiveSamples();
    }

    internal Stream? MediaFile(string id, out string mimeType)
    {
        var file = _world.Media.Find(id);
        mimeType = file?.MimeType ?? "";
        return file is null ? null : new MemoryStream(file.Bytes, writable: false);
    }

    internal IEnumerable<BusinessNumber> Numbers => _world.Directory.Numbers;

    internal IEnumerable<Template> TemplatesOf(string businessAccountId) => AccountOf(businessAccountId).Templates.All;

    private void GiveSamples()
    {
        foreach (var account in _world.Directory.Accounts)
            if (account.Templates.Find("hello_world", "en_US") is null) _world.Review.GiveSample(account);
    }

    private BusinessAccount AccountOf(string id) => _world.Directory.Account(id) ?? throw new ArgumentException($"No account {id}.", nameof(id));

    private BusinessNumber NumberOf(string id) => _world.Directory.Number(id) ?? throw new ArgumentException($"No number {id}.", nameof(id));
}
