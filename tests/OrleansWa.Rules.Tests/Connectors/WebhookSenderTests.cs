using OrleansWa.Contracts.Contacts;

namespace OrleansWa.Rules.Tests.Connectors;

public sealed class WebhookSenderTests
{
    private const string Bsuid = "BR.1502576394655843";
    private const string Parent = "BR.ENT.11815799212886844830";

    [Fact]
    public void Parse_WhenPhoneLacksTheNinthDigit_KeysWithItAndRepliesWithout()
    {
        var sender = Sender("""{"id":"w","from":"551198765432"}""", Webhook.Ana);

        sender.Aliases.ShouldBe([new ContactAlias(AliasKind.Phone, "", "5511998765432")]);
        sender.RawPhone.ShouldBe("551198765432");
    }

    [Fact]
    public void Parse_WhenAllIdsAreThere_GivesThemStrongestFirst()
    {
        var sender = Sender(
            $$"""{"id":"w","from":"5511987654321","from_user_id":"{{Bsuid}}","from_parent_user_id":"{{Parent}}"}""",
            $$"""{"profile":{"name":"Ana","username":"ana.s"},"wa_id":"5511987654321","user_id":"{{Bsuid}}","parent_user_id":"{{Parent}}"}""");

        sender.Aliases.ShouldBe(
        [
            new ContactAlias(AliasKind.UserId, Webhook.Account, Bsuid),
            new ContactAlias(AliasKind.Phone, "", "5511987654321"),
            new ContactAlias(AliasKind.ParentUserId, Webhook.Account, Parent),
        ]);
        sender.Name.ShouldBe("Ana");
    }

    [Theory]
    [InlineData("""{"id":"w","from_user_id":"BR.1502576394655843"}""", """{"profile":{"username":"ana.s"},"user_id":"BR.1502576394655843"}""")]
    [InlineData("""{"id":"w"}""", """{"profile":{"username":"ana.s"},"user_id":"BR.1502576394655843"}""")]
    [InlineData("""{"id":"w","from":"","from_user_id":"BR.1502576394655843"}""", """{"profile":{"username":"ana.s"},"wa_id":""}""")]
    public void Parse_WhenPhoneIsMissing_KnowsTheUserId(string message, string contact)
    {
        var sender = Sender(message, contact);

        sender.Aliases.ShouldBe([new ContactAlias(AliasKind.UserId, Webhook.Account, Bsuid)]);
        sender.RawPhone.ShouldBeNull();
        sender.Name.ShouldBe("ana.s");
    }

    [Fact]
    public void Parse_WhenContactKnowsMore_JoinsBoth()
    {
        var sender = Sender("""{"id":"w","from":"5511987654321"}""", $$"""{"wa_id":"551187654321","user_id":"{{Bsuid}}"}""");

        sender.Aliases.Select(alias => alias.Kind).ShouldBe([AliasKind.UserId, AliasKind.Phone]);
        sender.RawPhone.ShouldBe("5511987654321");
    }

    [Theory]
    [InlineData("""{"id":"w","from":"5511987654321"}""", """{"profile":{"name":"Eva"},"wa_id":"5521911112222","user_id":"BR.9"}""")]
    [InlineData("""{"id":"w","from":"5511987654321","from_user_id":"BR.1"}""", """{"profile":{"name":"Eva"},"wa_id":"5511987654321","user_id":"BR.9"}""")]
    public void Parse_WhenSingleContactIsAnother_TakesNothingFromIt(string message, string contact)
    {
        var sender = Sender(message, contact);

        sender.Name.ShouldBeNull();
        sender.Aliases.ShouldNotContain(alias => alias.Value == "BR.9");
    }

    [Fact]
    public void Parse_WhenSeveralPeopleWrite_MatchesEachToItsContact()
    {
        const string contacts = """
            {"profile":{"name":"Ana"},"wa_id":"551198765432"},{"profile":{"name":"Eva"},"user_id":"BR.2"},5,
            {"profile":{"name":"Bia"},"wa_id":"5521911112222","user_id":"BR.3"}
            """;
        const string messages = """
            {"id":"1","from":"5521911112222"},{"id":"2","from_user_id":"BR.2"},{"id":"3","from":"5511998765432"},{"id":"4","from":"5531911112222"},
            {"id":"5","from_user_id":"BR.3"},{"id":"6"}
            """;

        var batch = Webhook.Parse(Webhook.Body(Webhook.Value(messages, contacts: contacts)));

        batch.Messages.Select(message => (message.WhatsAppId, message.Sender.Name)).ShouldBe([("1", "Bia"), ("2", "Eva"), ("3", "Ana"), ("4", null), ("5", "Bia")]);
        batch.Messages[4].Sender.RawPhone.ShouldBe("5521911112222");
        batch.Others.ShouldHaveSingleItem().Json.ShouldBe("""{"id":"6"}""");
    }

    [Fact]
    public void Parse_WhenContactsComeAfterMessages_StillMatches()
    {
        var batch = Webhook.Parse(Webhook.Body($$"""{"messages":[{"id":"w","from":"551198765432"}],"contacts":[{{Webhook.Ana}}],"metadata":{"phone_number_id":"1"} }"""));

        batch.Messages.ShouldHaveSingleItem().Sender.Name.ShouldBe("Ana Souza");
    }

    [Theory]
    [InlineData("+55 11 98765-4321", "5511987654321")]
    [InlineData("16505551234", "16505551234")]
    public void Parse_WhenPhoneIsWrittenForPeople_KeepsDigits(string from, string digits) =>
        Sender($$"""{"id":"w","from":"{{from}}"}""", null).RawPhone.ShouldBe(digits);

    private static ContactIdentity Sender(string message, string? contact) => Webhook.Message(message, contact).Sender;
}
