using OrleansWa.ClientApi.Hosting;
using OrleansWa.Hosting;
using OrleansWa.Hosting.Logging;

namespace OrleansWa.ClientApi;

/// <summary>Builds the one host of the product; Program and the tests start the very same.</summary>
public static partial class ClientApiHost
{
    /// <summary>Runs until it is stopped. Settings that cannot work end in exit code 1 and one readable block on stderr.</summary>
    public static async Task<int> RunAsync(string[] args)
    {
        try
        {
            await using var app = Build(args);
            await app.RunAsync();
            // A silo that cannot start stops the host and leaves its code here.
            return Environment.ExitCode;
        }
        catch (Exception e) when (StartFailure.Explain(e) is { } text)
        {
            await Console.Error.WriteLineAsync(text);
            return 1;
        }
    }

    /// <summary>Builds the host without starting it.</summary>
    /// <param name="args">Command line, e.g. <c>--urls http://127.0.0.1:0</c>.</param>
    /// <param name="configure">
    /// Runs before any setting is read and before any service is added: settings put here are seen by everything, and a
    /// <see cref="TimeProvider"/> registered here is the one in use.
    /// </param>
    public static WebApplication Build(string[] args, Action<WebApplicationBuilder>? configure = null)
    {
        // The settings files lie beside the program, whatever directory it is started from.
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            Args = args,
            ApplicationName = typeof(ClientApiHost).Assembly.GetName().Name,
            ContentRootPath = AppContext.BaseDirectory,
        });
        configure?.Invoke(builder);
        HostSettings.Apply(builder);
        SerilogSetup.Add(builder);
        AddActorRuntime(builder);
        builder.AddApi();
        var app = builder.Build();
        app.UseApi();
        return app;
    }
}
