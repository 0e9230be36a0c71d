namespace OrleansWa.EmbeddedRuntime;

/// <summary>Base of grain interfaces whose key is text, the only kind of key this runtime knows.</summary>
public interface IGrainWithStringKey : IGrain;
