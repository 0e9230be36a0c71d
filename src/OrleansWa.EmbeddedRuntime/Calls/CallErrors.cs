using System.Collections.Concurrent;

namespace OrleansWa.EmbeddedRuntime;

/// <summary>
/// Which exceptions may cross a grain call: the same as in Orleans with its defaults, so that a handler that works here
/// works in a cluster too.
/// </summary>
internal static class CallErrors
{
    private static readonly string[] KnownNamespaces = ["System", "Microsoft", "Azure"];
    private static readonly ConcurrentDictionary<Type, bool> Known = new();

    /// <summary>The exception itself, or the <see cref="CodecNotFoundException"/> that the caller gets instead.</summary>
    internal static Exception Crossing(Exception error)
    {
        for (var inner = error; inner is not null; inner = inner.InnerException)
        {
            if (!Known.GetOrAdd(inner.GetType(), MayCross))
            {
                return new CodecNotFoundException(
                    $"Could not find a codec for exception type {inner.GetType().FullName}: it has no [GenerateSerializer]. Its message: {inner.Message}");
            }
        }

        return error;
    }

    private static bool MayCross(Type type) =>
        type.IsDefined(typeof(GenerateSerializerAttribute), inherit: false)
        || Array.Exists(KnownNamespaces, prefix => type.Namespace?.StartsWith(prefix, StringComparison.Ordinal) == true);
}
