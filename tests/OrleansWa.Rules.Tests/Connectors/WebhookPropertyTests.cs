using System.Globalization;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using OrleansWa.Connectors.CloudApi;
using OrleansWa.Contracts.Webhooks;

namespace OrleansWa.Rules.Tests.Connectors;

/// <summary>The parser under random and damaged input. A failure prints its seed; give it to <c>Config.WithReplay</c>.</summary>
public sealed class WebhookPropertyTests
{
    private static readonly string[] Names =
    [
        "entry", "changes", "field", "value", "messages", "statuses", "contacts", "metadata", "phone_number_id", "id", "from", "type", "text",
        "body", "errors", "code", "profile", "name", "wa_id", "user_id", "timestamp", "interactive", "button_reply", "group_id", "odd",
        @"\ud800", @"\u0000", @"i\u0064", "",
    ];

    private static readonly string[] Scalars =
    [
        "null", "true", "0", "-1", "1e400", "123456789012345678901234567890", "\"\"", "\"messages\"", "\"text\"", "\"5511987654321\"", "\"sent\"",
        @"""\ud83d""", @"""\u0000""", @"""\\u0000""", @"""\ud83d\udc4d""", "\"1760000000\"",
    ];

    private static readonly string Sample = Webhook.Body(Webhook.Value(
        messages: """{"from":"551198765432","id":"wamid.A","timestamp":"1760000000","type":"text","text":{"body":"a\u00e7\u00e3o \ud83d\udc4d"}}""",
        statuses: """{"id":"wamid.B","status":"failed","errors":[{"code":131047,"error_data":{"details":"d"}}]}"""));

    [Fact]
    public void Parse_WhenAnyJson_GivesABatchOfStorableTexts() =>
        Check(Prop.ForAll(JsonText(5).ToArbitrary(), json => IsStorable(Parse(Encoding.UTF8.GetBytes(json)))));

    [Fact]
    public void Parse_WhenAnyJsonIsInAMessage_GivesABatchOfStorableTexts() =>
        Check(Prop.ForAll(JsonText(4).ToArbitrary(), json => IsStorable(Parse(Encoding.UTF8.GetBytes(Webhook.Body(Webhook.Value(messages: json)))))));

    [Fact]
    public void Parse_WhenBytesAreDamaged_NeverThrows()
    {
        var damage =
            from at in Gen.Choose(0, Encoding.UTF8.GetByteCount(Sample) - 1)
            from value in Gen.Choose(0, 255)
            from cut in Gen.Choose(0, 9)
            select (at, (byte)value, cut);

        Check(Prop.ForAll(damage.ArrayOf(3).ToArbitrary(), Survives));

        static bool Survives((int At, byte Value, int Cut)[] damages)
        {
            var bytes = Encoding.UTF8.GetBytes(Sample);
            foreach (var (at, value, _) in damages)
            {
                bytes[at] = value;
            }

            var length = damages.Any(damage => damage.Cut == 0) ? damages[0].At : bytes.Length;
            var result = CloudApiWebhookParser.Parse(bytes.AsMemory(0, length), "app", null);
            return result.Batch is null ? result.Failure is not null : IsStorable(result.Batch);
        }
    }

    [Fact]
    public void Parse_WhenBytesAreRandom_NeverThrows() => Check(Prop.ForAll(
        Gen.Choose(0, 255).Select(value => (byte)value).ArrayOf().ToArbitrary(),
        bytes => CloudApiWebhookParser.Parse(bytes, "app", null) is { } result && (result.Batch is null) != (result.Failure is null)));

    [Fact]
    public void Parse_WhenElementsAreSplitOverChangesAndEntries_GivesTheSame()
    {
        var element = Gen.Elements(
            """{"id":"1","from":"551198765432","type":"text","text":{"body":"a"}}""",
            """{"id":"2","from":"5521911112222","type":"button","button":{"payload":"P","text":"T"}}""",
            """{"id":"3","from_user_id":"BR.1","type":"unsupported","errors":[{"code":131051}]}""",
            "5", "{}", """{"id":"4"}""");
        var split =
            from elements in element.ArrayOf()
            from sizes in Gen.Choose(1, 3).ArrayOf(elements.Length + 1)
            from newEntry in Gen.Elements(true, false).ArrayOf(elements.Length + 1)
            select (elements, sizes, newEntry);

        Check(Prop.ForAll(split.ToArbitrary(), parts =>
        {
            var whole = Parse(Encoding.UTF8.GetBytes(Entries([parts.elements], [])));
            var pieces = Parse(Encoding.UTF8.GetBytes(Entries(Cut(parts.elements, parts.sizes), parts.newEntry)));
            return whole.Messages.Select(Describe).SequenceEqual(pieces.Messages.Select(Describe)) && whole.Others.SequenceEqual(pieces.Others);
        }));
    }

    [Fact]
    public void Validate_WhenAnyJson_NeverThrows()
    {
        string[] types = ["text", "image", "location", "contacts", "reaction", "interactive", "template"];
        var content =
            from type in Gen.Elements(types)
            from json in JsonText(4)
            select new Contracts.Messages.MessageContent(type, json);

        Check(Prop.ForAll(content.ToArbitrary(), value => CloudApiContentRules.Validate(value).All(error => error.Message.EndsWith('.'))));
    }

    private static void Check(Property property) => FsCheck.Check.One(Config.QuickThrowOnFailure.WithMaxTest(1000), property);

    private static WebhookBatch Parse(byte[] body)
    {
        var result = CloudApiWebhookParser.Parse(body, "app", null);
        return result.Batch ?? throw new InvalidOperationException(result.Failure);
    }

    private static Gen<string> JsonText(int depth)
    {
        var scalar = Gen.Elements(Scalars);
        if (depth == 0)
        {
            return scalar;
        }

        var inner = JsonText(depth - 1);
        var array = inner.ArrayOf().Resize(4).Select(items => $"[{string.Join(',', items)}]");
        var member =
            from name in Gen.Elements(Names)
            from value in inner
            select $"\"{name}\":{value}";
        var structure = member.ArrayOf().Resize(6).Select(members => $"{{{string.Join(',', members)}}}");
        return Gen.Frequency((1, scalar), (2, array), (4, structure));
    }

    // PostgreSQL refuses NUL, and half pairs cannot be written as UTF-8.
    private static bool IsStorable(WebhookBatch batch)
    {
        string?[] texts =
        [
            .. batch.Messages.SelectMany(message => new[] { message.Json, message.Text, message.ChoiceId, message.WhatsAppId, message.Type, message.Sender.Name }),
            .. batch.Statuses.SelectMany(status => new[] { status.WhatsAppId, status.MessageId, status.Error?.Title }),
            .. batch.Others.SelectMany(other => new[] { other.Field, other.BusinessAccountId, other.AccountId }),
        ];
        return texts.All(text => text is null || (!text.Contains('\0') && IsWellFormed(text)))
            && batch.Messages.All(message => !message.Sender.Aliases.IsEmpty && SafeJson.IsSafe(Encoding.UTF8.GetBytes(message.Json)))
            && batch.Others.All(other => SafeJson.IsSafe(Encoding.UTF8.GetBytes(other.Json)));
    }

    private static bool IsWellFormed(string text) => text == Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text));

    private static (string, string, string?, string?, bool, string) Describe(WebhookMessage message) =>
        (message.WhatsAppId, message.Type, message.Text, message.ChoiceId, message.Unsupported,
            string.Join(',', message.Sender.Aliases.Select(alias => $"{alias.Kind}{alias.Account}{alias.Value}")));

    private static IEnumerable<string[]> Cut(string[] elements, int[] sizes)
    {
        var at = 0;
        foreach (var size in sizes)
        {
            yield return elements[Math.Min(at, elements.Length)..Math.Min(at + size, elements.Length)];
            at += size;
        }
    }

    private static string Entries(IEnumerable<string[]> changes, bool[] newEntry)
    {
        var text = new StringBuilder("""{"entry":[{"id":"W","changes":[""");
        var count = 0;
        foreach (var elements in changes)
        {
            text.Append(count == 0 ? string.Empty : newEntry[count - 1] ? """]},{"id":"W","changes":[""" : ",");
            text.Append(CultureInfo.InvariantCulture, $$$"""{"field":"messages","value":{"metadata":{"phone_number_id":"N"},"messages":[{{{string.Join(',', elements)}}}]}}""");
            count++;
        }

        return text.Append("]}]}").ToString();
    }
}
