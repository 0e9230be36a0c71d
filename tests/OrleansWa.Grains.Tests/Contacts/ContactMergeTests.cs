using OrleansWa.Contracts;
using OrleansWa.Contracts.Contacts;
using OrleansWa.Contracts.Conversations;
using OrleansWa.Contracts.Directory;
using OrleansWa.Contracts.Messages;
using OrleansWa.Contracts.Webhooks;
using OrleansWa.Testing.Silo;

namespace OrleansWa.Grains.Tests.Contacts;

/// <summary>A person who wrote under a number, then under a user name, and then under both, is one: one conversation, and the newest flow goes on.</summary>
public sealed class ContactMergeTests : IDisposable
{
    private const string Ana = "5511987654321";
    private readonly SiloWorld _world = new(seed: 1);
    private readonly Clinic _clinic;

    public ContactMergeTests() => _clinic = new Clinic(_world.Start(), "acme").Open(Clinic.GreetingFlow);

    public void Dispose() => _world.Dispose();

    [Fact]
    public void Merge_TheFlowOfTheNewestMessageGoesOn_AndHistoryIsOne()
    {
        Write("oi do número", Phone());
        Write("oi do nome", User());
        Conversations().Count.ShouldBe(2);

        // The newest flow asked for the name under the user id; the answer comes with both.
        Write("Ana", Both());

        var one = Conversations().ShouldHaveSingleItem();
        Texts(one).ShouldBe(["oi do número", "Qual é o seu nome?", "oi do nome", "Qual é o seu nome?", "Ana", "Olá Ana!"]);
        one.Phone.ShouldBe(Ana);
    }

    [Fact]
    public void Merge_WhenTheOtherFlowIsNewer_TakesItOver()
    {
        Write("oi do nome", User());
        Write("oi do número", Phone());
        Merge();
        Write("Bia", User());

        var one = Conversations().ShouldHaveSingleItem();
        Texts(one)[^2..].ShouldBe(["Bia", "Olá Bia!"]);
    }

    [Fact]
    public void Merge_WhenTheSiloDies_IsDoneAfterwards()
    {
        Write("oi do número", Phone());
        Write("oi do nome", User());
        _clinic.Receive(Clinic.Batch([Both("Ana")]));
        _world.Restart();
        _world.World.RunFor(TimeSpan.FromMinutes(3));

        Texts(Conversations().ShouldHaveSingleItem()).Count(text => text == "Ana").ShouldBe(1);
    }

    [Fact]
    public void Send_ToTheContactThatEnded_GoesOutOnceFromTheOneThatGoesOn_AndItsLinkLeadsThere()
    {
        Write("oi do número", Phone());
        var ended = Conversations().Single().ContactId;
        Write("oi do nome", User());
        Merge();
        var one = Conversations().ShouldHaveSingleItem();
        one.ContactId.ShouldNotBe(ended);

        _world.As("acme", grains => grains.GetGrain<IConversationGrain>(GrainKeys.Conversation("acme", "main", ended))
            .Send(new SendMessage("msg_x", MessageContent.Text("olá de novo"), Lane.Transactional, null, null, null, null, null)));
        _world.World.RunFor(TimeSpan.FromSeconds(5));

        _world.WhatsApp.Sent.Count(sent => sent.Text == "olá de novo").ShouldBe(1);
        History(grains => grains.Conversation("main", ended)).ContactId.ShouldBe(one.ContactId);
        Texts(one)[^1].ShouldBe("olá de novo");
    }

    [Fact]
    public void Write_FromTheNewOwnerOfANumber_ShowsNothingOfTheOldOne()
    {
        Write("segredo", Both());
        Write("quem é?", Both(userId: "BR.2"));

        var rows = Conversations();
        rows.Count.ShouldBe(2);
        rows.ShouldAllBe(row => !(Texts(row).Contains("segredo") && Texts(row).Contains("quem é?")));
        _clinic.Chat(Ana).Count(text => text == "Qual é o seu nome?").ShouldBe(2);
    }

    // A system notice with both names and nothing to answer.
    private void Merge()
    {
        _clinic.Receive(Clinic.Batch([Both("") with { Type = "unsupported", Unsupported = true, Text = null }]));
        _world.World.RunFor(TimeSpan.FromSeconds(5));
    }

    private void Write(string text, WebhookMessage message)
    {
        _world.World.RunFor(TimeSpan.FromSeconds(2));
        _clinic.Receive(Clinic.Batch([message with { Text = text, Json = "{\"type\":\"text\",\"text\":{\"body\":\"" + text + "\"}}", Timestamp = _world.World.Time.GetUtcNow() }]));
        _world.World.RunFor(TimeSpan.FromSeconds(5));
    }

    private WebhookMessage Phone() => _clinic.Message(Ana, "");

    private WebhookMessage User() => _clinic.Message(Ana, "") with { Sender = new ContactIdentity([UserId("BR.1")], null, null) };

    private WebhookMessage Both(string text = "", string userId = "BR.1") => _clinic.Message(Ana, text) with
    {
        Sender = new ContactIdentity([UserId(userId), new ContactAlias(AliasKind.Phone, "", PhoneNumbers.Key(Ana))], Ana, null),
    };

    private static ContactAlias UserId(string value) => new(AliasKind.UserId, "waba-acme", value);

    private IReadOnlyList<ConversationRow> Conversations() => History(grains => grains.Conversations(null, new PageRequest(10, null))).Items;

    private List<string> Texts(ConversationRow row) =>
        [.. History(grains => grains.Messages("main", row.ContactId, new PageRequest(50, null))).Items.Reverse().Select(TextOf).Where(text => text.Length > 0)];

    private static string TextOf(MessageRow row)
    {
        var json = System.Text.Json.Nodes.JsonNode.Parse(row.Content.Json)!;
        return (row.Outbound ? json["body"] : json["text"]?["body"])?.GetValue<string>() ?? "";
    }

    private T History<T>(Func<IHistoryGrain, Task<T>> call) => _world.As("acme", grains => call(grains.GetGrain<IHistoryGrain>(GrainKeys.Tenant("acme"))));
}
