using OrleansWa.Benchmarks;

// dotnet run -c Release --project tests/OrleansWa.Benchmarks -- [all|grains|intake|start|memory]
var which = args.FirstOrDefault() ?? "all";
if (which == "bare-host")
{
    await BareHost.Run();
    return 0;
}

var benchmarks = new (string Name, Func<Report, Task> Run)[]
{
    ("grains", GrainBenchmarks.Run),
    ("intake", IntakeBenchmarks.Run),
    ("start", StartBenchmarks.Run),
    ("memory", MemoryBenchmarks.Run),
};
var chosen = benchmarks.Where(b => which == "all" || b.Name == which).ToArray();
if (chosen.Length == 0)
{
    Console.Error.WriteLine($"There is no benchmark '{which}'. Choose all, {string.Join(", ", benchmarks.Select(b => b.Name))}.");
    return 1;
}

var report = new Report();
foreach (var (name, run) in chosen)
{
    report.Section(name);
    await run(report);
}

return 0;
