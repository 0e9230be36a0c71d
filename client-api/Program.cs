using OrleansWa.ClientApi;

return await ClientApiHost.RunAsync(args);
