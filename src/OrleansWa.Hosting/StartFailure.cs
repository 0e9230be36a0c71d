using System.Text;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Options;

namespace OrleansWa.Hosting;

/// <summary>Says in words why the host did not start.</summary>
public static class StartFailure
{
    /// <summary>The text for stderr, or null for what only a stack trace explains.</summary>
    public static string? Explain(Exception e) => e switch
    {
        OptionsValidationException invalid => Block("invalid settings", invalid.Failures),
        SettingException setting => Block("invalid settings", [setting.Message]),
        // From the binder: it names the key, the value and the type that it was to be.
        InvalidOperationException { InnerException: FormatException } unreadable => Block("invalid settings", [unreadable.Message]),
        IOException { InnerException: AddressInUseException } used =>
            Block("its address is in use", [$"urls: {used.Message} Stop the other program, or choose another address: --urls http://localhost:8090"]),
        _ => null,
    };

    private static string Block(string title, IEnumerable<string> lines)
    {
        var text = new StringBuilder().AppendLine().Append("OrleansWa did not start: ").Append(title).AppendLine(".");
        foreach (var line in lines)
        {
            text.Append("  - ").AppendLine(line);
        }

        return text.AppendLine("Settings come from appsettings.json, the environment (Section__Key) or the command line (--Section:Key value).").ToString();
    }
}
