using System.Text.Json.Nodes;
using OrleansWa.Contracts;
using OrleansWa.Contracts.Directory;
using OrleansWa.Contracts.State;
using OrleansWa.Testing.Silo;

namespace OrleansWa.Grains.Tests.Conversations;

/// <summary>A state that no program of ours writes: it waits at a node without a name, and every rule that looks there fails.</summary>
internal static class PoisonedState
{
    /// <summary>Puts it into the only conversation of a clinic; its key.</summary>
    public static StateKey Put(SiloWorld world, Clinic clinic)
    {
        var contact = world.As(clinic.TenantId, async grains =>
            (await grains.GetGrain<IHistoryGrain>(GrainKeys.Tenant(clinic.TenantId)).Conversations(null, new PageRequest(10, null))).Items.Single().ContactId);
        var key = new StateKey("wa.conversation", GrainKeys.Conversation(clinic.TenantId, clinic.ChannelId, contact), "conversation");
        Rewrite(world, key, json => json["flow"] = JsonNode.Parse(
            $$"""{"flowId":"main-flow","version":1,"nodeId":null,"variables":{},"startedAt":"{{world.World.Time.GetUtcNow():O}}","stepCount":1}"""));
        return key;
    }

    /// <summary>Takes it away again.</summary>
    public static void Repair(SiloWorld world, StateKey key) => Rewrite(world, key, json => json.Remove("flow"));

    private static void Rewrite(SiloWorld world, StateKey key, Action<JsonObject> change)
    {
        world.Process.Stop();
        world.Start();
        world.World.Run(async () =>
        {
            var states = world.Get<IStateStore>();
            var stored = (await states.Read(key))!;
            var json = JsonNode.Parse(stored.Json)!.AsObject();
            change(json);
            return await states.Write(key, stored.Version, stored.Schema, json.ToJsonString());
        });
    }
}
