using OrleansWa.Hosting;
using OrleansWa.Silo;

return HealthProbe.IsAsked(args) ? await HealthProbe.RunAsync(args) : await SiloHost.RunAsync(args);
