using OrleansWa.Benchmarks;

// dotnet run -c Release --project tests/OrleansWa.Benchmarks -- [all|grains|intake|bulk-webhook|send|statuses|tenants|start|memory|end-to-end|runtimes]
var which = args.FirstOrDefault() ?? "all";
switch (which)
{
    case "bare-host":
        await BareHost.Run();
        return 0;
    case "runtimes":
        return await RuntimeBenchmarks.Run();
    case "grains" when args.Length > 1:
        await GrainBenchmarks.Run(new Report(), database: args[1]);
        return 0;
}

var chosen = Benchmarks.All.Where(b => which == "all" || b.Name == which).ToArray();
if (chosen.Length == 0)
{
    Console.Error.WriteLine($"There is no benchmark '{which}'. Choose all, runtimes, {string.Join(", ", Benchmarks.All.Select(b => b.Name))}.");
    return 1;
}

var report = new Report();
foreach (var (name, run) in chosen)
{
    report.Section(name);
    await run(report);
}

return 0;
