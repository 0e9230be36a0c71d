using OrleansWa.CloudApiEmulator.Accounts;
using OrleansWa.CloudApiEmulator.Clock;
using OrleansWa.CloudApiEmulator.Control;
using OrleansWa.CloudApiEmulator.Faulting;
using OrleansWa.CloudApiEmulator.Graph;
using OrleansWa.CloudApiEmulator.Inspection;
using OrleansWa.CloudApiEmulator.Media;
using OrleansWa.CloudApiEmulator.Messages;
using OrleansWa.CloudApiEmulator.Phones;
using OrleansWa.CloudApiEmulator.Statuses;
using OrleansWa.CloudApiEmulator.Templates;
using OrleansWa.CloudApiEmulator.Webhooks;

namespace OrleansWa.CloudApiEmulator;

/// <summary>Builds the emulator as a web application: standalone, inside the product's process, or in a test.</summary>
public static class EmulatorHost
{
    private const long BodyBytesMax = 110L * 1024 * 1024;

    /// <summary>Creates the application; the caller starts and disposes it.</summary>
    /// <param name="options">How the emulator starts; validated here.</param>
    /// <param name="urls">Addresses to listen on, and no others. Port 0 takes a free one.</param>
    /// <param name="time">The clock. Default: the system's.</param>
    /// <param name="configure">Last changes to the builder, for example its logging.</param>
    /// <exception cref="ArgumentException">The options contradict each other.</exception>
    public static WebApplication Create(EmulatorOptions options, string[] urls, TimeProvider? time = null, Action<WebApplicationBuilder>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ApplicationName = typeof(EmulatorHost).Assembly.GetName().Name });
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => Limit(kestrel));
        builder.Services.AddRoutingCore();
        builder.Logging.AddSimpleConsole(console => console.SingleLine = true).SetMinimumLevel(LogLevel.Information).AddFilter("Microsoft", LogLevel.Warning);
        AddEmulator(builder.Services, options, time ?? TimeProvider.System);
        configure?.Invoke(builder);
        return Map(builder.Build(), urls);
    }

    private static void Limit(Microsoft.AspNetCore.Server.Kestrel.Core.KestrelServerOptions kestrel)
    {
        kestrel.AddServerHeader = false;
        kestrel.Limits.MaxRequestBodySize = BodyBytesMax;
    }

    private static WebApplication Map(WebApplication app, string[] urls)
    {
        foreach (var url in urls) app.Urls.Add(url);
        app.UseRouting();
        ControlEndpoints.Map(app);
        app.MapGet(MediaLinks.Path, app.Services.GetRequiredService<MediaEndpoint>().Download);
        app.MapFallback("{**path}", app.Services.GetRequiredService<GraphRouter>().Handle);
        var log = app.Services.GetRequiredService<ILogger<CloudApiEmulator>>();
        app.Lifetime.ApplicationStarted.Register(() => log.LogInformation(
            "WhatsApp Cloud API emulator (a development tool, not WhatsApp): {Urls}; the patient's phone is at /_emu", string.Join(' ', app.Urls)));
        return app;
    }

    private static void AddEmulator(IServiceCollection services, EmulatorOptions options, TimeProvider time)
    {
        services.AddSingleton(options);
        services.AddSingleton(new EmulatorClock(time));
        services.AddSingleton(new Chance(options.Seed));
        services.AddSingleton(s => new EventScheduler(s.GetRequiredService<EmulatorClock>(), s.GetRequiredService<ILogger<EventScheduler>>()));
        services.AddSingleton<FaultBox>().AddSingleton<AccountDirectory>().AddSingleton<PhoneBook>().AddSingleton<InboundLog>();
        services.AddSingleton<MessageLog>().AddSingleton<RequestRecorder>().AddSingleton<WebhookLog>().AddSingleton<MediaStore>().AddSingleton<MediaLinks>();
        services.AddSingleton<Wamids>().AddSingleton<TraceIds>().AddSingleton<UsageMeter>();
        services.AddSingleton<WebhookSender>().AddSingleton<DestinationServices>().AddSingleton<WebhookPublisher>().AddSingleton<Handshake>();
        services.AddSingleton<PatientMedia>().AddSingleton<PatientWriter>().AddSingleton<StatusPublisher>().AddSingleton<StatusPlan>();
        services.AddSingleton<TemplateReview>().AddSingleton<TemplateEndpoint>().AddSingleton<MediaEndpoint>().AddSingleton<MessageEndpoint>();
        services.AddSingleton<NumberEndpoint>().AddSingleton<AccountEndpoint>().AddSingleton<AppEndpoint>().AddSingleton<GraphRouter>();
        services.AddSingleton<World>();
        services.AddSingleton(s => new CloudApiEmulator(s.GetRequiredService<World>()));
    }
}
