using System.Reflection;

namespace OrleansWa.EmbeddedRuntime;

/// <summary>A call on its way through the filters; only made when there are filters.</summary>
internal sealed class IncomingCall(GrainCall call, object grain) : IIncomingGrainCallContext, IInvokable
{
    private readonly IIncomingGrainCallFilter[] _filters = call.Activation.Silo.Filters;
    private int _next;

    public IInvokable Request => this;

    public object Grain => grain;

    public GrainId? SourceId => call.Source?.GrainId;

    public GrainId TargetId => call.Activation.GrainId;

    public IGrainContext TargetContext => call.Activation;

    public string InterfaceName => call.Method.Interface.Name;

    public string MethodName => call.Method.Info.Name;

    public MethodInfo InterfaceMethod => call.Method.Info;

    public MethodInfo ImplementationMethod
    {
        get
        {
            var map = grain.GetType().GetInterfaceMap(call.Method.Info.DeclaringType!);
            return map.TargetMethods[Array.IndexOf(map.InterfaceMethods, call.Method.Info)];
        }
    }

    public object? Result { get; set; }

    public async Task Invoke()
    {
        var stage = _next++;
        if (stage < _filters.Length)
        {
            await _filters[stage].Invoke(this);
        }
        else if (stage == _filters.Length && grain is IIncomingGrainCallFilter own)
        {
            await own.Invoke(this);
        }
        else
        {
            Result = await call.Method.InvokeBoxed(grain, call.Arguments);
        }
    }

    public int GetArgumentCount() => call.Arguments.Length;

    public object? GetArgument(int index) => call.Arguments[index];

    public void SetArgument(int index, object value) => call.Arguments[index] = value;

    public string GetMethodName() => MethodName;

    public string GetInterfaceName() => InterfaceName;

    public MethodInfo GetMethod() => InterfaceMethod;

    public Type GetInterfaceType() => call.Method.Interface.Type;

    internal async Task<IncomingCall> Run()
    {
        await Invoke();
        return this;
    }
}
