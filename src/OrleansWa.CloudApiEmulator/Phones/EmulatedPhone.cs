using OrleansWa.CloudApiEmulator.Webhooks;

namespace OrleansWa.CloudApiEmulator.Phones;

/// <summary>A patient's phone.</summary>
internal sealed class EmulatedPhone(string key, string waId, string userId, bool readReceipts, bool showUserId)
{
    private readonly Lock _gate = new();
    private Conversation[] _conversations = [];
    private byte[]? _contact;

    public string Key { get; private set; } = key;

    public string WaId { get; private set; } = waId;

    public string UserId { get; private set; } = userId;

    public string ProfileName { get; private set; } = $"Patient {(waId.Length >= 4 ? waId[^4..] : waId)}";

    public bool ReadReceipts { get; private set; } = readReceipts;

    public bool HidePhone { get; private set; } = waId.Length == 0;

    public bool Reachable { get; private set; } = true;

    public bool OnWhatsApp { get; private set; } = true;

    public bool MarketingStopped { get; set; }

    public AutoAnswers? Answers { get; private set; }

    /// <summary>Whether webhooks name the BSUID: always when it is all there is.</summary>
    public bool ShowsUserId => showUserId || HidePhone;

    /// <summary>The <c>contacts</c> entry of webhooks; the same array until a setting changes.</summary>
    public byte[] Contact => _contact ??= WebhookElement.Of(w =>
    {
        w.WriteStartObject();
        w.WriteStartObject("profile");
        w.WriteString("name", ProfileName);
        w.WriteEndObject();
        if (!HidePhone) w.WriteString("wa_id", WaId);
        if (ShowsUserId) w.WriteString("user_id", UserId);
        w.WriteEndObject();
    });

    public void Change(PhoneSettings settings, string newWaId)
    {
        WaId = newWaId;
        UserId = settings.UserId ?? UserId;
        ProfileName = settings.ProfileName ?? ProfileName;
        ReadReceipts = settings.ReadReceipts ?? ReadReceipts;
        HidePhone = settings.HidePhone ?? HidePhone;
        Reachable = settings.Reachable ?? Reachable;
        OnWhatsApp = settings.OnWhatsApp ?? OnWhatsApp;
        if (settings.Script is { } script) Answers = new AutoAnswers(script);
        _contact = null;
    }

    public void Move(string newKey, string newUserId)
    {
        (Key, WaId, UserId) = (newKey, newKey, newUserId);
        _contact = null;
    }

    public Conversation With(string phoneNumberId)
    {
        foreach (var known in Volatile.Read(ref _conversations))
            if (known.PhoneNumberId == phoneNumberId) return known;
        lock (_gate)
        {
            if (Array.Find(_conversations, c => c.PhoneNumberId == phoneNumberId) is { } added) return added;
            var conversation = new Conversation(phoneNumberId);
            Volatile.Write(ref _conversations, [.. _conversations, conversation]);
            return conversation;
        }
    }

    public PhoneView View() => new(WaId, UserId, ProfileName, ReadReceipts, HidePhone, Reachable, OnWhatsApp, MarketingStopped);
}
