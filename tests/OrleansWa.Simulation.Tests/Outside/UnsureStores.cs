using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using OrleansWa.Contracts;
using OrleansWa.Contracts.Channels;
using OrleansWa.Contracts.Contacts;
using OrleansWa.Contracts.Conversations;
using OrleansWa.Contracts.Flows;
using OrleansWa.Contracts.Messages;
using OrleansWa.Contracts.State;
using OrleansWa.Contracts.Webhooks;

namespace OrleansWa.Simulation.Tests.Outside;

/// <summary>
/// The silo's storage ports behind a bad line, as a database server may be: now and then a call fails before anything was done, or a write is committed and
/// its answer is lost. Below the line is the real SQLite.
/// </summary>
internal sealed class UnsureStores(Random dice)
{
    /// <summary>In every error that it makes, so that log lines which follow from one are known.</summary>
    public const string Mark = "simulated storage fault";

    private static readonly MethodInfo LostAnswer = Own(nameof(AfterwardsOf));
    private static readonly MethodInfo NoCall = Own(nameof(Fail));

    /// <summary>How many calls go wrong, 0 to 1.</summary>
    public double Rate { get; set; }

    /// <summary>Calls that went wrong.</summary>
    public int Failures { get; private set; }

    /// <summary>Puts the line between the grains and every port that is registered.</summary>
    public void Attach(IServiceCollection services)
    {
        Decorate<IStateStore>(services);
        Decorate<IMessageStore>(services);
        Decorate<IIntakeStore>(services);
        Decorate<IContactStore>(services);
        Decorate<IConversationStore>(services);
        Decorate<IFlowStore>(services);
        Decorate<IChannelBindingStore>(services);
        Decorate<IReminderRowStore>(services);
    }

    internal object? Call(object inner, MethodInfo method, object?[] arguments)
    {
        var fate = Rate > 0 && dice.NextDouble() < Rate ? dice.Next(2) : -1;
        Failures += fate < 0 ? 0 : 1;
        return fate switch
        {
            0 => Generic(NoCall, method).Invoke(null, BindingFlags.DoNotWrapExceptions, null, [], null),
            1 => Generic(LostAnswer, method).Invoke(null, BindingFlags.DoNotWrapExceptions, null, [Ask(inner, method, arguments)], null),
            _ => Ask(inner, method, arguments),
        };
    }

    private static object? Ask(object inner, MethodInfo method, object?[] arguments) =>
        method.Invoke(inner, BindingFlags.DoNotWrapExceptions, null, arguments, null);

    private void Decorate<T>(IServiceCollection services)
        where T : class => services.Decorate<T>((_, inner) =>
        {
            var proxy = DispatchProxy.Create<T, UnsureStore>();
            ((UnsureStore)(object)proxy).Begin(this, inner);
            return proxy;
        });

    private static MethodInfo Own(string name) => typeof(UnsureStores).GetMethod(name, BindingFlags.Static | BindingFlags.NonPublic)!;

    // A port returns ValueTask or ValueTask<T>.
    private static MethodInfo Generic(MethodInfo own, MethodInfo method) => method.ReturnType.IsGenericType
        ? own.MakeGenericMethod(method.ReturnType.GetGenericArguments())
        : Own(own.Name + "Void");

    private static ValueTask<T> Fail<T>() => ValueTask.FromException<T>(Failure());

    private static ValueTask FailVoid() => ValueTask.FromException(Failure());

    private static async ValueTask<T> AfterwardsOf<T>(ValueTask<T> call)
    {
        await call;
        throw Failure();
    }

    private static async ValueTask AfterwardsOfVoid(ValueTask call)
    {
        await call;
        throw Failure();
    }

    // What both engines tell when they do not know better.
    private static ProblemException Failure() => new(ProblemKind.Unavailable, "storage_failed", $"The store could not say ({Mark}).");
}
