using System.Text.Json;
using OrleansWa.CloudApiEmulator.Accounts;
using OrleansWa.CloudApiEmulator.Graph;
using OrleansWa.CloudApiEmulator.Messages;

namespace OrleansWa.CloudApiEmulator.Templates;

/// <summary>Graph calls on templates: list, create, read, edit, unpause, delete.</summary>
internal sealed class TemplateEndpoint(AccountDirectory directory, TemplateReview review, TraceIds traces)
{
    private static readonly string[] Defaults = ["name", "status", "category", "language", "components", "parameter_format"];

    public GraphResponse OnAccount(GraphCall call, BusinessAccount account) => call.Method switch
    {
        "GET" => List(call, account),
        "POST" => Create(call, account),
        "DELETE" => Delete(call, account),
        _ => Fail(GraphErrors.UnknownPath(call.Method)),
    };

    /// <summary>Calls on a template's own id; null when the node is no template of an account that the token reaches.</summary>
    public GraphResponse? OnTemplate(GraphCall call)
    {
        foreach (var id in call.Token.Accounts)
        {
            if (directory.Account(id) is { } account && account.Templates.ById(call.Node) is { } template) return OnTemplate(call, account, template);
        }

        return null;
    }

    private GraphResponse OnTemplate(GraphCall call, BusinessAccount account, Template template) => (call.Method, call.Edge) switch
    {
        ("GET", "") => GraphResponse.Json(w => Write(w, template, new NodeFields(call.Query("fields"), Defaults))),
        ("POST", "") => Edit(call, account, template),
        ("POST", "unpause") => Unpause(account, template),
        _ => Fail(GraphErrors.UnknownPath(call.Method)),
    };

    private static GraphResponse List(GraphCall call, BusinessAccount account)
    {
        var fields = new NodeFields(call.Query("fields"), Defaults);
        var (name, status, language) = (call.Query("name"), call.Query("status"), call.Query("language"));
        var found = account.Templates.All
            .Where(t => name.Length == 0 || t.Name == name)
            .Where(t => status.Length == 0 || t.Status == status)
            .Where(t => language.Length == 0 || t.Language == language)
            .ToList();
        return GraphResponse.Json(w => Page.Of(found, call).Write(w, t => Write(w, t, fields)));
    }

    private GraphResponse Create(GraphCall call, BusinessAccount account)
    {
        if (call.Json()?.RootElement is not { } body) return Fail(GraphErrors.Invalid("The body is not a JSON object."));
        if (TemplateRules.Check(body) is { } wrong) return Fail(wrong);
        if (account.Templates.Count >= TemplateStore.TemplatesMax) return Fail(GraphErrors.Invalid("Template limit reached.") with { Subcode = 2388019 });
        var template = Pending(body);
        if (!account.Templates.Add(template)) return Fail(GraphErrors.Invalid("Content in this language already exists.") with { Subcode = 2388024 });
        review.Start(account, template);
        return Created(account.Templates.ById(template.Id) ?? template);
    }

    private Template Pending(JsonElement body) => new()
    {
        Id = review.NextId(),
        Name = body.Text("name")!,
        Language = body.Text("language")!,
        Category = body.Text("category")!.ToUpperInvariant(),
        Status = "PENDING",
        Components = body.GetProperty("components").Clone(),
        Named = string.Equals(body.Text("parameter_format"), "NAMED", StringComparison.OrdinalIgnoreCase),
    };

    private static GraphResponse Created(Template template) => GraphResponse.Json(w =>
    {
        w.WriteStartObject();
        w.WriteString("id", template.Id);
        w.WriteString("status", template.Status);
        w.WriteString("category", template.Category);
        w.WriteEndObject();
    });

    private GraphResponse Edit(GraphCall call, BusinessAccount account, Template template)
    {
        if (template.Status is not ("APPROVED" or "REJECTED" or "PAUSED")) return Fail(GraphErrors.Invalid("Only approved, rejected or paused templates can be edited."));
        if (call.Json()?.RootElement is not { } body) return Fail(GraphErrors.Invalid("The body is not a JSON object."));
        if (body.TryMember("components", out _) && TemplateRules.Components(body) is { } wrong) return Fail(wrong);
        var edited = template with
        {
            Status = "PENDING",
            Components = body.TryMember("components", out var components) ? components.Clone() : template.Components,
            Category = template.Status == "APPROVED" ? template.Category : body.Text("category")?.ToUpperInvariant() ?? template.Category,
        };
        account.Templates.Put(edited);
        review.Start(account, edited);
        return GraphResponse.Success;
    }

    private GraphResponse Unpause(BusinessAccount account, Template template)
    {
        if (template.Status != "PAUSED") return Fail(GraphErrors.Invalid("The template is not paused."));
        review.Decide(account, template, "APPROVED", "NONE");
        return GraphResponse.Success;
    }

    private GraphResponse Delete(GraphCall call, BusinessAccount account)
    {
        var (name, id) = (call.Query("name"), call.Query("hsm_id"));
        if (name.Length == 0) return Fail(GraphErrors.Missing("name"));
        var found = account.Templates.All.Where(t => t.Name == name && (id.Length == 0 || t.Id == id)).ToList();
        if (found.Count == 0) return Fail(GraphErrors.Invalid("Message template not found.") with { Subcode = 2593002 });
        if (found.Any(t => t.Status == "DISABLED")) return Fail(GraphErrors.Invalid("Disabled templates cannot be deleted."));
        foreach (var template in found) account.Templates.Remove(template);
        return GraphResponse.Success;
    }

    private static void Write(Utf8JsonWriter w, Template template, NodeFields fields)
    {
        w.WriteStartObject();
        fields.String(w, "name", template.Name);
        fields.String(w, "parameter_format", template.Named ? "NAMED" : "POSITIONAL");
        if (fields.Wants("components"))
        {
            w.WritePropertyName("components");
            template.Components.WriteTo(w);
        }

        fields.String(w, "language", template.Language);
        fields.String(w, "status", template.Status);
        fields.String(w, "category", template.Category);
        if (fields.Wants("quality_score")) WriteQuality(w);
        w.WriteString("id", template.Id);
        w.WriteEndObject();
    }

    private static void WriteQuality(Utf8JsonWriter w)
    {
        w.WriteStartObject("quality_score");
        w.WriteString("score", "UNKNOWN");
        w.WriteEndObject();
    }

    private GraphResponse Fail(GraphError error) => GraphResponse.Failed(error, traces.Next());
}
