using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OrleansWa.CloudApiEmulator;

namespace OrleansWa.Contract.Tests.Support;

/// <summary>An emulator on a free port with one number, a receiver for its webhooks, and a clock in the test's hand.</summary>
internal sealed class RunningEmulator : IAsyncDisposable
{
    public const string NumberId = "106540352242922";
    public const string AccountId = "102290129340398";
    public const string Token = "EAA-emulated-token";
    public const string Secret = "test_app_secret";
    public const string Patient = "5511987654321";
    private static readonly TimeSpan HangGuard = TimeSpan.FromSeconds(60);

    private readonly WebApplication _app;
    private readonly Channel<WebhookAttempt> _attempts = Channel.CreateUnbounded<WebhookAttempt>();

    private RunningEmulator(WebApplication app, FakeTime time, WebhookReceiver receiver)
    {
        (_app, Time, Receiver) = (app, time, receiver);
        World = app.Services.GetRequiredService<CloudApiEmulator.CloudApiEmulator>();
        World.WebhookAttempted += attempt => _attempts.Writer.TryWrite(attempt);
        Http = new HttpClient { BaseAddress = new Uri(app.Urls.Single()) };
        Http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Token);
        Http.DefaultRequestHeaders.UserAgent.ParseAdd("contract-tests");
    }

    public FakeTime Time { get; }

    public WebhookReceiver Receiver { get; }

    public CloudApiEmulator.CloudApiEmulator World { get; }

    public HttpClient Http { get; }

    public static async Task<RunningEmulator> Start(Action<EmulatorOptions>? change = null)
    {
        var receiver = await WebhookReceiver.Start();
        var time = new FakeTime(new DateTimeOffset(2026, 11, 20, 12, 0, 0, TimeSpan.Zero));
        var options = new EmulatorOptions
        {
            AppSecret = Secret,
            VerifyToken = "verify",
            CallbackUrl = receiver.Url(),
            StatusDelayMin = TimeSpan.FromMilliseconds(100),
            StatusDelayMax = TimeSpan.FromMilliseconds(100),
            // One at a time, so that the order of arrival is the order of events.
            WebhookConcurrency = 1,
            // Tests skip hours while a webhook is on a real socket; that must not look like a product that does not answer.
            WebhookTimeout = TimeSpan.FromDays(40),
            Numbers = [new EmulatedNumber { PhoneNumberId = NumberId, DisplayPhoneNumber = "+55 11 4000-0000", BusinessAccountId = AccountId, AccessToken = Token }],
        };
        change?.Invoke(options);
        var app = EmulatorHost.Create(options, ["http://127.0.0.1:0"], time, builder => builder.Logging.ClearProviders());
        await app.StartAsync();
        return new RunningEmulator(app, time, receiver);
    }

    /// <summary>The window of the usual patient is open, and the webhook of that message is consumed.</summary>
    public async Task OpenWindow(string patient = Patient)
    {
        World.WriteText(patient, NumberId, "Oi");
        await Receiver.Next();
    }

    public async Task<GraphAnswer> Post(string path, string json)
    {
        using var content = new StringContent(json, Encoding.UTF8, "application/json");
        return await GraphAnswer.Of(await Http.PostAsync(path, content));
    }

    public async Task<GraphAnswer> Get(string path) => await GraphAnswer.Of(await Http.GetAsync(path));

    public async Task<GraphAnswer> Delete(string path) => await GraphAnswer.Of(await Http.DeleteAsync(path));

    public Task<GraphAnswer> Send(string json) => Post($"/v23.0/{NumberId}/messages", json);

    public Task<GraphAnswer> SendText(string to = Patient, string body = "Olá", string? callbackData = null) =>
        Send(JsonSerializer.Serialize(new { messaging_product = "whatsapp", to, type = "text", text = new { body }, biz_opaque_callback_data = callbackData ?? "none" }));

    /// <summary>Advances the clock by a status delay and takes the webhook that it brought.</summary>
    public async Task<JsonElement> NextStatus()
    {
        Time.Advance(TimeSpan.FromMilliseconds(100));
        return (await Receiver.Next()).All("statuses").Single();
    }

    /// <summary>The next finished webhook attempt; its retry, if any, is arranged by then.</summary>
    public async Task<WebhookAttempt> NextAttempt() => await _attempts.Reader.ReadAsync().AsTask().WaitAsync(HangGuard);

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _app.DisposeAsync();
        await Receiver.DisposeAsync();
    }
}
