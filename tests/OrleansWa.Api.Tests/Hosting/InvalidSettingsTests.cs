using OrleansWa.Testing.Product;

namespace OrleansWa.Api.Tests.Hosting;

/// <summary>Settings that cannot work end the start with words: the key, and what to do.</summary>
public sealed class InvalidSettingsTests
{
    private static readonly string Directory = System.IO.Directory.CreateTempSubdirectory("owa-settings-").FullName;

    // setting, key named on stderr, part of the remedy
    public static TheoryData<string, string, string> Settings => new()
    {
        { "--Storage:ConnectionString=Server=localhost", "Storage:ConnectionString", "Data Source=" },
        { "--Storage:ConnectionString=nonsense", "Storage:ConnectionString", "Data Source=" },
        { "--Storage:DataDirectory=/proc/nowhere", "Storage:DataDirectory", "directory that this process may write" },
        { "--CloudApi:BaseUrl=http://graph.example.com", "CloudApi:BaseUrl", "https" },
        { "--CloudApi:BaseUrl=not an address", "CloudApi:BaseUrl", "https" },
        { "--CloudApi:Version=24", "CloudApi:Version", "v24.0" },
        { "--CloudApi:ChecksWindow=maybe", "CloudApi:ChecksWindow", "System.Boolean" },
        { "--CloudApi:AppSecret=with space", "CloudApi:AppSecret", "dashboard" },
        { "--CloudApi:VerifyToken=with space", "CloudApi:VerifyToken", "dashboard" },
        { "--Secrets:KeyFile=/proc/nowhere/keys", "Secrets:KeyFile", "file" },
        { "--Secrets:KeyFile=BROKEN", "Secrets:KeyFile", "Restore" },
        { "--Bootstrap:ApiKey=admin", "Bootstrap:ApiKey", "openssl rand" },
        { "--Emulator:Enabled=maybe", "Emulator:Enabled", "true nor false" },
        { "--Emulator:Enabled=true", "Emulator:Enabled", "Development" },
        { "--urls=nonsense", "urls", "http://localhost:8080" },
        { "--Logging:Format=xml", "Logging:Format", "json or text" },
        { "--Security:FailuresBeforeLock=0", "Security:FailuresBeforeLock", "above 0" },
    };

    [Theory]
    [MemberData(nameof(Settings))]
    public async Task Start_WhenSettingIsInvalid_EndsWithItsKeyAndRemedy(string setting, string key, string remedy)
    {
        var broken = Path.Combine(Directory, "broken-keys");
        await File.WriteAllTextAsync(broken, "this is no key\n");

        using var process = ProductProcess.Run(
            "--environment", "Production", "--urls", "http://127.0.0.1:0", $"--Storage:DataDirectory={Directory}", setting.Replace("BROKEN", broken, StringComparison.Ordinal));
        var output = process.StandardOutput.ReadToEndAsync();
        var error = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();

        process.ExitCode.ShouldBe(1, error + await output);
        error.ShouldContain(key);
        error.ShouldContain(remedy, Case.Insensitive);
        (error + await output).ShouldNotContain("   at ");
    }
}
