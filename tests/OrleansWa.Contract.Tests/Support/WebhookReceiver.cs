using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace OrleansWa.Contract.Tests.Support;

/// <summary>Stands in for the product: receives webhooks on a free port, and answers as the test says.</summary>
internal sealed class WebhookReceiver : IAsyncDisposable
{
    /// <summary>Only keeps a broken test from hanging; nothing is asserted about time.</summary>
    private static readonly TimeSpan HangGuard = TimeSpan.FromSeconds(60);

    private readonly Channel<ReceivedWebhook> _received = Channel.CreateUnbounded<ReceivedWebhook>();
    private readonly WebApplication _app;

    private WebhookReceiver(WebApplication app) => _app = app;

    /// <summary>Status that the next webhooks are answered with.</summary>
    public int Status { get; set; } = 200;

    /// <summary>What the handshake is answered with, given the challenge.</summary>
    public Func<string, string> Echo { get; set; } = challenge => challenge;

    /// <summary>Query of the last handshake.</summary>
    public IQueryCollection? Handshake { get; private set; }

    public string Url(string path = "/hook") => _app.Urls.Single() + path;

    public static async Task<WebhookReceiver> Start()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore();
        var app = builder.Build();
        app.Urls.Add("http://127.0.0.1:0");
        var receiver = new WebhookReceiver(app);
        app.Run(receiver.Handle);
        await app.StartAsync();
        return receiver;
    }

    public async Task<ReceivedWebhook> Next() => await _received.Reader.ReadAsync().AsTask().WaitAsync(HangGuard);

    public async Task<IReadOnlyList<ReceivedWebhook>> Next(int count)
    {
        var all = new List<ReceivedWebhook>();
        while (all.Count < count) all.Add(await Next());
        return all;
    }

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

    private async Task Handle(HttpContext http)
    {
        if (HttpMethods.IsGet(http.Request.Method))
        {
            Handshake = http.Request.Query;
            await http.Response.WriteAsync(Echo(http.Request.Query["hub.challenge"].ToString()));
            return;
        }

        using var body = new MemoryStream();
        await http.Request.Body.CopyToAsync(body);
        http.Response.StatusCode = Status;
        _received.Writer.TryWrite(new ReceivedWebhook(http.Request.Path.ToString(), body.ToArray(), http.Request.Headers["X-Hub-Signature-256"]));
    }
}
