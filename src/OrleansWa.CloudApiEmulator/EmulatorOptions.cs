namespace OrleansWa.CloudApiEmulator;

/// <summary>How the emulator starts. Bound from the configuration section <c>Emulator</c>; every member can also be set by code.</summary>
public sealed class EmulatorOptions
{
    /// <summary>Id of the platform's app, used by numbers that name no app. Default <c>1000000000000001</c>.</summary>
    public string AppId { get; set; } = "1000000000000001";

    /// <summary>Secret that signs the webhooks of the platform's app. Default empty: only allowed while no callback is set.</summary>
    public string AppSecret { get; set; } = "";

    /// <summary>Verify token of the platform's app, sent in the handshake. Default empty.</summary>
    public string VerifyToken { get; set; } = "";

    /// <summary>Where webhooks of the platform's app go, for example <c>http://localhost:8080/webhooks/whatsapp</c>. Default none.</summary>
    /// <remarks>A callback given here is trusted without the handshake, because the product may start later than the emulator.</remarks>
    public string? CallbackUrl { get; set; }

    /// <summary>Further Meta apps, each with its own secret, verify token and callback. Default none.</summary>
    public IList<EmulatedApp> Apps { get; set; } = [];

    /// <summary>Business numbers that exist from the start, with their WABA and token. Default none.</summary>
    public IList<EmulatedNumber> Numbers { get; set; } = [];

    /// <summary>Seed of every random decision; the same seed and calls give the same ids and delays. Default 1.</summary>
    public int Seed { get; set; } = 1;

    /// <summary>Faults and limits in force from the start. Default <see cref="Faults"/>' own defaults.</summary>
    public Faults Faults { get; set; } = new();

    /// <summary>Shortest time between two statuses of one message. Default 50 ms; zero is allowed.</summary>
    public TimeSpan StatusDelayMin { get; set; } = TimeSpan.FromMilliseconds(50);

    /// <summary>Longest time between two statuses of one message. Default 300 ms; zero is allowed.</summary>
    public TimeSpan StatusDelayMax { get; set; } = TimeSpan.FromMilliseconds(300);

    /// <summary>Whether patients send read receipts unless their phone says otherwise. Default true.</summary>
    public bool ReadReceipts { get; set; } = true;

    /// <summary>Version of the webhook payloads. Default <c>v24.0</c>; below it, statuses carry a <c>conversation</c> object.</summary>
    public string WebhookVersion { get; set; } = "v24.0";

    /// <summary>Whether webhooks carry business-scoped user ids (BSUIDs), as Meta does since 2026. Default true.</summary>
    public bool UserIds { get; set; } = true;

    /// <summary>Share, 0 to 1, of Brazilian mobiles with area code 31 and up whose <c>wa_id</c> lacks the ninth digit. Default 0.</summary>
    public double BrazilNinthDigitDropShare { get; set; }

    /// <summary>Time a new template stays <c>PENDING</c> before it is approved. Default 1 s.</summary>
    public TimeSpan TemplateReviewDelay { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>Deliveries in flight at once, per callback. Default 8; 1 keeps the order of events.</summary>
    public int WebhookConcurrency { get; set; } = 8;

    /// <summary>Deliveries waiting per callback. Default 100,000; at the limit the oldest is dropped and counted.</summary>
    public int WebhookQueueCapacity { get; set; } = 100_000;

    /// <summary>Time to wait for a webhook's answer. Default 10 s.</summary>
    public TimeSpan WebhookTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Wait before the second retry; the first is immediate, later ones double. Default 5 s.</summary>
    public TimeSpan RetryDelay { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>Longest wait between two retries. Default 12 hours.</summary>
    public TimeSpan RetryDelayMax { get; set; } = TimeSpan.FromHours(12);

    /// <summary>Age at which an undelivered webhook is dropped. Default 7 days.</summary>
    public TimeSpan RetryFor { get; set; } = TimeSpan.FromDays(7);

    /// <summary>Webhooks waiting for a retry. Default 50,000; at the limit a failed one is dropped and counted.</summary>
    public int RetryCapacity { get; set; } = 50_000;

    /// <summary>Accepted messages kept for inspection. Default 200,000; the oldest drops. The newest 20,000 keep their content.</summary>
    public int MessageCapacity { get; set; } = 200_000;

    /// <summary>Graph requests kept for inspection. Default 1,000; the oldest drops.</summary>
    public int RequestCapacity { get; set; } = 1_000;

    /// <summary>Webhook attempts kept for inspection and replay. Default 1,000; the oldest drops.</summary>
    public int WebhookCapacity { get; set; } = 1_000;

    /// <summary>Patients' phones remembered. Default 300,000; past it a new phone works but keeps no inbox, window or settings.</summary>
    public int PhoneCapacity { get; set; } = 300_000;

    /// <summary>Bytes of media kept in memory. Default 256 MiB; the oldest file drops.</summary>
    public long MediaCapacityBytes { get; set; } = 256L * 1024 * 1024;

    /// <summary>Management calls per hour, app and WABA; more answer 80007. Default 5,000; 0 means no limit.</summary>
    public int ManagementCallsPerHour { get; set; } = 5_000;

    /// <summary>Address under which others reach the emulator, used in media URLs. Default: the first address it listens on.</summary>
    public string? PublicUrl { get; set; }

    /// <summary>Throws when the options contradict each other.</summary>
    /// <exception cref="ArgumentException">A callback without a secret, or a delay range that is upside down.</exception>
    public void Validate()
    {
        if (CallbackUrl is not null && AppSecret.Length == 0)
            throw new ArgumentException("Emulator: a CallbackUrl needs an AppSecret, because every webhook is signed.");
        if (StatusDelayMin > StatusDelayMax)
            throw new ArgumentException("Emulator: StatusDelayMin is greater than StatusDelayMax.");
        if (WebhookConcurrency < 1 || WebhookQueueCapacity < 1 || MessageCapacity < 1)
            throw new ArgumentException("Emulator: WebhookConcurrency, WebhookQueueCapacity and MessageCapacity are at least 1.");
    }
}
