using OrleansWa.Silo;

return await SiloHost.RunAsync(args);
