namespace OrleansWa.CloudApiEmulator.Control;

/// <summary>Routes that set limits and faults.</summary>
internal static class FaultRoutes
{
    public static void Map(WebApplication app, CloudApiEmulator emulator)
    {
        app.On("GET", "/_emu/faults", _ => emulator.Faults);
        app.On("PUT", "/_emu/faults", async http => emulator.Faults = await http.Body<Faults>());
        app.On("DELETE", "/_emu/faults", _ => emulator.Faults = new Faults());
        app.On("GET", "/_emu/faults/sends", _ => emulator.ArmedSendFaults);
        app.On("POST", "/_emu/faults/sends", async http => await http.Body<SendFault>() is var fault ? WorldRoutes.Done(() => emulator.ArmSendFault(fault)) : null);
        app.On("DELETE", "/_emu/faults/sends", _ => WorldRoutes.Done(emulator.DisarmSendFaults));
    }
}
