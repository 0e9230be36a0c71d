using System.Globalization;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Serilog;
using Serilog.Configuration;
using Serilog.Core;
using Serilog.Events;
using Serilog.Formatting.Json;
using Serilog.Settings.Configuration;

namespace OrleansWa.Hosting.Logging;

/// <summary>
/// Serilog from the settings: section <c>Serilog</c> (levels, further sinks), <c>Logging:Format</c> (<c>json</c>, or <c>text</c>, the default of
/// Development) and <c>Logging:File</c> (a path; daily files, 31 kept).
/// </summary>
public static class SerilogSetup
{
    private const string Line = "{Timestamp:HH:mm:ss.fff} {Level:u3} {Message:lj}{Where}{NewLine}{Exception}";
    private const int LinesWaitingMax = 10_000;
    private const int FileBytesMax = 100 * 1024 * 1024;
    private const int FilesKept = 31;

    // What says nothing to an operator; section Serilog:MinimumLevel:Override has the last word.
    private static readonly (string Source, LogEventLevel Level)[] Levels =
    [
        ("Microsoft", LogEventLevel.Warning),
        ("Microsoft.Hosting.Lifetime", LogEventLevel.Information),
        ("Orleans", LogEventLevel.Warning),
        ("Orleans.Runtime.Silo", LogEventLevel.Error),
        ("OrleansWa.ClientApi.Security.ApiKeyAuthenticationHandler", LogEventLevel.Warning),
        ("System.Net.Http.HttpClient", LogEventLevel.Warning),
        ("Polly", LogEventLevel.Warning),
    ];

    /// <summary>Replaces every other logger of the host.</summary>
    public static void Add(IHostApplicationBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Logging.ClearProviders();
        // Serilog's own levels decide; asking twice would make two places to change.
        builder.Logging.SetMinimumLevel(LogLevel.Trace);
        var logger = Create(builder.Configuration, builder.Environment);
        builder.Logging.AddSerilog(logger, dispose: true);
        builder.Services.AddSingleton<Serilog.ILogger>(logger);
    }

    private static Logger Create(IConfiguration settings, IHostEnvironment environment)
    {
        // Named assemblies: scanning for them costs a quarter of the start.
        var reader = new ConfigurationReaderOptions(
            typeof(ConsoleLoggerConfigurationExtensions).Assembly,
            typeof(FileLoggerConfigurationExtensions).Assembly,
            typeof(LoggerConfigurationAsyncExtensions).Assembly);
        var isText = IsText(settings, environment);
        var logger = Levels.Aggregate(new LoggerConfiguration(), (l, level) => l.MinimumLevel.Override(level.Source, level.Level))
            .ReadFrom.Configuration(settings, reader)
            .Filter.ByExcluding(PersonalData.IsIn)
            // What stderr says in words needs no stack trace beside it.
            .Filter.ByExcluding(line => line.Exception is { } e && StartFailure.Explain(e) is not null)
            .Enrich.With<AmbientEnricher>()
            .WriteTo.Async(sinks => Console(sinks, isText), LinesWaitingMax, blockWhenFull: false);
        if (isText)
        {
            logger.Enrich.With<WhereEnricher>();
        }

        if (settings["Logging:File"] is { Length: > 0 } path)
        {
            logger.WriteTo.Async(
                sinks => sinks.File(
                    new JsonFormatter(renderMessage: true),
                    path,
                    fileSizeLimitBytes: FileBytesMax,
                    rollingInterval: RollingInterval.Day,
                    rollOnFileSizeLimit: true,
                    retainedFileCountLimit: FilesKept),
                LinesWaitingMax,
                blockWhenFull: false);
        }

        return logger.CreateLogger();
    }

    private static bool IsText(IConfiguration settings, IHostEnvironment environment) =>
        settings["Logging:Format"] is { Length: > 0 } format ? format == "text" : environment.IsDevelopment();

    private static void Console(LoggerSinkConfiguration sinks, bool isText)
    {
        if (isText)
        {
            sinks.Console(outputTemplate: Line, formatProvider: CultureInfo.InvariantCulture);
        }
        else
        {
            sinks.Console(new JsonFormatter(renderMessage: true));
        }
    }

    // The framework writes whole addresses with their query: verify tokens, one-time tokens, filters by phone.
    private static class PersonalData
    {
        public static bool IsIn(LogEvent line) =>
            line.Level > LogEventLevel.Debug
            && line.Level < LogEventLevel.Warning
            && line.Properties.TryGetValue(Constants.SourceContextPropertyName, out var source)
            && source is ScalarValue { Value: "Microsoft.AspNetCore.Hosting.Diagnostics" };
    }
}
