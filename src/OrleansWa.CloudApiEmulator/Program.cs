using OrleansWa.CloudApiEmulator;

var configuration = new ConfigurationBuilder().AddEnvironmentVariables().AddCommandLine(args).Build();
var options = configuration.GetSection("Emulator").Get<EmulatorOptions>() ?? new EmulatorOptions();
var urls = (configuration["urls"] ?? configuration["ASPNETCORE_URLS"] ?? "http://localhost:8081").Split(';', StringSplitOptions.RemoveEmptyEntries);

await EmulatorHost.Create(options, urls).RunAsync();
