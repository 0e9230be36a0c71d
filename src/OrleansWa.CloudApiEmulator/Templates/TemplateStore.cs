using System.Collections.Concurrent;

namespace OrleansWa.CloudApiEmulator.Templates;

/// <summary>The templates of one account, by name and language: at most 6,000, then creation is refused.</summary>
internal sealed class TemplateStore
{
    public const int TemplatesMax = 6_000;

    private readonly ConcurrentDictionary<(string Name, string Language), Template> _templates = new();

    public IEnumerable<Template> All => _templates.Values.OrderBy(t => t.Name, StringComparer.Ordinal).ThenBy(t => t.Language, StringComparer.Ordinal);

    public int Count => _templates.Count;

    public Template? Find(string name, string language) => _templates.GetValueOrDefault((name, language));

    public Template? ById(string id) => _templates.Values.FirstOrDefault(t => t.Id == id);

    public bool Add(Template template) => _templates.TryAdd((template.Name, template.Language), template);

    public void Put(Template template) => _templates[(template.Name, template.Language)] = template;

    public bool Remove(Template template) => _templates.TryRemove((template.Name, template.Language), out _);
}
