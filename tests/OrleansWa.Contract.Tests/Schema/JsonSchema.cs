using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace OrleansWa.Contract.Tests.Schema;

/// <summary>Validates JSON against the subset of JSON Schema that Meta's OpenAPI file uses. Formats are annotations and are not checked.</summary>
internal sealed class JsonSchema(JsonElement root)
{
    /// <summary>What is wrong, one line each; empty when the instance is valid.</summary>
    public IReadOnlyList<string> Validate(JsonElement schema, JsonElement instance)
    {
        var errors = new List<string>();
        Check(schema, instance, "$", errors);
        return errors;
    }

    private void Check(JsonElement schema, JsonElement instance, string path, List<string> errors)
    {
        if (schema.ValueKind is JsonValueKind.True) return;
        if (schema.ValueKind is JsonValueKind.False)
        {
            errors.Add($"{path}: not allowed");
            return;
        }

        if (schema.TryGetProperty("$ref", out var reference)) Check(Resolve(reference.GetString()!), instance, path, errors);
        if (instance.ValueKind == JsonValueKind.Null && schema.TryGetProperty("nullable", out var nullable) && nullable.GetBoolean()) return;
        CheckType(schema, instance, path, errors);
        CheckValue(schema, instance, path, errors);
        CheckCombinations(schema, instance, path, errors);
        if (instance.ValueKind == JsonValueKind.Object) CheckObject(schema, instance, path, errors);
        if (instance.ValueKind == JsonValueKind.Array) CheckArray(schema, instance, path, errors);
        if (instance.ValueKind == JsonValueKind.String) CheckText(schema, instance.GetString()!, path, errors);
        if (instance.ValueKind == JsonValueKind.Number) CheckNumber(schema, instance.GetDouble(), path, errors);
    }

    private JsonElement Resolve(string reference)
    {
        var at = root;
        foreach (var part in reference.TrimStart('#').Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            var name = part.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal);
            at = at.ValueKind == JsonValueKind.Array ? at[int.Parse(name, CultureInfo.InvariantCulture)] : at.GetProperty(name);
        }

        return at;
    }

    private static void CheckType(JsonElement schema, JsonElement instance, string path, List<string> errors)
    {
        if (!schema.TryGetProperty("type", out var type)) return;
        var allowed = type.ValueKind == JsonValueKind.Array ? type.EnumerateArray().Select(t => t.GetString()!).ToList() : [type.GetString()!];
        if (!allowed.Any(t => Is(instance, t))) errors.Add($"{path}: {instance.ValueKind} is not {string.Join(" or ", allowed)}");
    }

    private static bool Is(JsonElement instance, string type) => type switch
    {
        "object" => instance.ValueKind == JsonValueKind.Object,
        "array" => instance.ValueKind == JsonValueKind.Array,
        "string" => instance.ValueKind == JsonValueKind.String,
        "boolean" => instance.ValueKind is JsonValueKind.True or JsonValueKind.False,
        "number" => instance.ValueKind == JsonValueKind.Number,
        "integer" => instance.ValueKind == JsonValueKind.Number && instance.GetDouble() % 1 == 0,
        "null" => instance.ValueKind == JsonValueKind.Null,
        _ => throw new NotSupportedException($"Schema type {type}"),
    };

    private static void CheckValue(JsonElement schema, JsonElement instance, string path, List<string> errors)
    {
        if (schema.TryGetProperty("enum", out var values) && !values.EnumerateArray().Any(v => JsonElement.DeepEquals(v, instance)))
            errors.Add($"{path}: {instance} is not one of {values}");
        if (schema.TryGetProperty("const", out var only) && !JsonElement.DeepEquals(only, instance)) errors.Add($"{path}: {instance} is not {only}");
    }

    private void CheckCombinations(JsonElement schema, JsonElement instance, string path, List<string> errors)
    {
        if (schema.TryGetProperty("allOf", out var all))
            foreach (var part in all.EnumerateArray()) Check(part, instance, path, errors);
        if (schema.TryGetProperty("anyOf", out var any)) CheckCount(any, instance, path, errors, matches => matches >= 1, "anyOf");
        if (schema.TryGetProperty("oneOf", out var one)) CheckCount(one, instance, path, errors, matches => matches == 1, "oneOf");
        if (schema.TryGetProperty("not", out var not) && IsValid(not, instance)) errors.Add($"{path}: matches what it must not");
    }

    private void CheckCount(JsonElement options, JsonElement instance, string path, List<string> errors, Func<int, bool> enough, string keyword)
    {
        var attempts = options.EnumerateArray().Select(option => ErrorsOf(option, instance, path)).ToList();
        var matches = attempts.Count(e => e.Count == 0);
        if (enough(matches)) return;
        errors.Add($"{path}: {matches} branches of {keyword} match");
        // The branch with the fewest complaints is most likely the one that was meant.
        if (matches == 0) errors.AddRange(attempts.MinBy(e => e.Count)!);
    }

    private List<string> ErrorsOf(JsonElement schema, JsonElement instance, string path)
    {
        var errors = new List<string>();
        Check(schema, instance, path, errors);
        return errors;
    }

    private bool IsValid(JsonElement schema, JsonElement instance) => ErrorsOf(schema, instance, "").Count == 0;

    private void CheckObject(JsonElement schema, JsonElement instance, string path, List<string> errors)
    {
        if (schema.TryGetProperty("required", out var required))
            errors.AddRange(required.EnumerateArray().Where(r => !instance.TryGetProperty(r.GetString()!, out _)).Select(r => $"{path}: {r} is missing"));
        schema.TryGetProperty("properties", out var properties);
        schema.TryGetProperty("additionalProperties", out var additional);
        foreach (var member in instance.EnumerateObject())
        {
            if (properties.ValueKind == JsonValueKind.Object && properties.TryGetProperty(member.Name, out var known)) Check(known, member.Value, $"{path}.{member.Name}", errors);
            else if (additional.ValueKind != JsonValueKind.Undefined) Check(additional, member.Value, $"{path}.{member.Name}", errors);
        }
    }

    private void CheckArray(JsonElement schema, JsonElement instance, string path, List<string> errors)
    {
        var count = instance.GetArrayLength();
        if (schema.TryGetProperty("minItems", out var min) && count < min.GetInt32()) errors.Add($"{path}: {count} items, at least {min}");
        if (schema.TryGetProperty("maxItems", out var max) && count > max.GetInt32()) errors.Add($"{path}: {count} items, at most {max}");
        if (!schema.TryGetProperty("items", out var items)) return;
        for (var i = 0; i < count; i++) Check(items, instance[i], $"{path}[{i}]", errors);
    }

    private static void CheckText(JsonElement schema, string text, string path, List<string> errors)
    {
        if (schema.TryGetProperty("minLength", out var min) && text.Length < min.GetInt32()) errors.Add($"{path}: shorter than {min}");
        if (schema.TryGetProperty("maxLength", out var max) && text.Length > max.GetInt32()) errors.Add($"{path}: longer than {max}");
        if (schema.TryGetProperty("pattern", out var pattern) && !Regex.IsMatch(text, pattern.GetString()!)) errors.Add($"{path}: '{text}' does not match {pattern}");
    }

    private static void CheckNumber(JsonElement schema, double number, string path, List<string> errors)
    {
        if (schema.TryGetProperty("minimum", out var min) && number < min.GetDouble()) errors.Add($"{path}: less than {min}");
        if (schema.TryGetProperty("maximum", out var max) && number > max.GetDouble()) errors.Add($"{path}: more than {max}");
    }
}
