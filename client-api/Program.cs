using OrleansWa.ClientApi;
using OrleansWa.Hosting;

return HealthProbe.IsAsked(args) ? await HealthProbe.RunAsync(args) : await ClientApiHost.RunAsync(args);
