using OrleansWa.Contracts.Contacts;
using OrleansWa.Contracts.Messages;
using OrleansWa.Contracts.Webhooks;

namespace OrleansWa.Rules.Tests.Connectors;

/// <summary>Reactions, edits, deletions, echoes of the handset, and people with new names, as Meta writes them (reference 2.5, 2.8, 2.9).</summary>
public sealed class WebhookChangeTests
{
    private const string Common = """ "from":"551198765432","id":"wamid.C","timestamp":"1760000000" """;

    [Theory]
    [InlineData("reaction", """{"message_id":"wamid.A","emoji":"👍"}""", MessageChangeKind.Reaction, "👍")]
    [InlineData("reaction", """{"message_id":"wamid.A"}""", MessageChangeKind.Reaction, null)]
    [InlineData("reaction", """{"message_id":"wamid.A","emoji":""}""", MessageChangeKind.Reaction, null)]
    [InlineData("edit", """{"original_message_id":"wamid.A","message":{"type":"text","text":{"body":"x"}}}""", MessageChangeKind.Edit, """{"type":"text","text":{"body":"x"}}""")]
    [InlineData("revoke", """{"original_message_id":"wamid.A"}""", MessageChangeKind.Deletion, null)]
    public void Parse_OfAChange_SaysWhatItDoesToWhich(string type, string content, MessageChangeKind kind, string? value)
    {
        var message = Webhook.Message($$"""{{{Common}},"type":"{{type}}","{{type}}":{{content}}}""");
        message.Change.ShouldBe(new WebhookMessageChange(kind, "wamid.A", value));
        message.FromHandset.ShouldBeFalse();
    }

    [Theory]
    [InlineData("reaction", """{"emoji":"👍"}""")]
    [InlineData("edit", """{"original_message_id":"wamid.A"}""")]
    [InlineData("edit", """{"original_message_id":"wamid.A","message":"x"}""")]
    [InlineData("revoke", """{}""")]
    [InlineData("revoke", """null""")]
    [InlineData("text", """{"original_message_id":"wamid.A","message_id":"wamid.A"}""")]
    public void Parse_WhenItDoesNotSayWhich_IsAMessageThatChangesNothing(string type, string content) =>
        Webhook.Message($$"""{{{Common}},"type":"{{type}}","{{type}}":{{content}}}""").Change.ShouldBeNull();

    [Theory]
    [InlineData(""" "to":"551198765432" """, "551198765432", AliasKind.Phone)]
    [InlineData(""" "to_user_id":"BR.1" """, null, AliasKind.UserId)]
    [InlineData(""" "to":"","to_user_id":"BR.1" """, null, AliasKind.UserId)]
    public void Parse_OfAnEcho_BelongsToThePersonItWasWrittenTo(string to, string? phone, AliasKind kind)
    {
        var batch = Webhook.Parse(Echoes("""{"from":"5511940000000",""" + to + ""","id":"wamid.E","timestamp":"1760000200","type":"text","text":{"body":"ok"}}"""));
        var echo = batch.Messages.ShouldHaveSingleItem();
        (echo.FromHandset, echo.WhatsAppId, echo.Type, echo.Text, echo.AccountId).ShouldBe((true, "wamid.E", "text", "ok", Webhook.Number));
        (echo.Sender.RawPhone, echo.Sender.Aliases[0].Kind).ShouldBe((phone, kind));
        batch.Others.ShouldBeEmpty();
    }

    [Fact]
    public void Parse_OfEchoes_ReadsEachAndKeepsWhatItCannotUse()
    {
        var batch = Webhook.Parse(Echoes("""
            {"from":"5511940000000","to":"551198765432","id":"wamid.1","type":"edit","edit":{"original_message_id":"wamid.0","message":{"type":"text","text":{"body":"x"}}}},
            {"from":"5511940000000","to":"551198765432","id":"wamid.2","type":"revoke","revoke":{"original_message_id":"wamid.0"}},
            {"from":"5511940000000","to":"g1","group_id":"g1","id":"wamid.3","type":"text"},
            {"from":"5511940000000","id":"wamid.4","type":"text"}, 7
            """));
        batch.Messages.Select(message => message.Change!.Kind).ShouldBe([MessageChangeKind.Edit, MessageChangeKind.Deletion]);
        batch.Others.Select(other => other.Field).ShouldBe(["smb_message_echoes", "smb_message_echoes", "smb_message_echoes"]);
    }

    [Theory]
    [InlineData("""{"type":"user_changed_number","wa_id":"551191112222","user_id":"BR.2"}""", "5511991112222", "BR.2", "551191112222")]
    [InlineData("""{"type":"customer_changed_number","new_wa_id":"551191112222"}""", "5511991112222", null, "551191112222")]
    [InlineData("""{"type":"user_changed_user_id","user_id":"BR.2"}""", null, "BR.2", null)]
    public void Parse_OfANoticeThatSomebodyChanged_NamesBoth(string system, string? phone, string? userId, string? replies)
    {
        var batch = Webhook.Parse(Webhook.Body(Webhook.Value(messages: $$"""{{{Common}},"type":"system","system":{{system}}}""", contacts: null)));
        var notice = batch.Messages.ShouldHaveSingleItem();
        (notice.Type, notice.Sender.RawPhone).ShouldBe(("system", null));
        var update = batch.ContactUpdates.ShouldHaveSingleItem();
        update.AccountId.ShouldBe(Webhook.Number);
        update.Known.Aliases.ShouldBe([new ContactAlias(AliasKind.Phone, "", "5511998765432")]);
        update.Becomes.Aliases.ShouldBe(Aliases(phone, userId));
        update.Becomes.RawPhone.ShouldBe(replies);
    }

    [Theory]
    [InlineData("""{"type":"customer_identity_changed","wa_id":"551191112222"}""")]
    [InlineData("""{"type":"user_changed_number"}""")]
    [InlineData("""{"type":"user_changed_number","wa_id":"551198765432"}""")]
    [InlineData("""{"body":"x"}""")]
    public void Parse_OfAnotherNotice_ChangesNobody(string system) => Webhook.Parse(
        Webhook.Body(Webhook.Value(messages: $$"""{{{Common}},"type":"system","system":{{system}}}""", contacts: null))).ContactUpdates.ShouldBeEmpty();

    [Fact]
    public void Parse_OfUserIdUpdates_NamesBothAndKeepsTheChange()
    {
        var batch = Webhook.Parse(Webhook.Body(
            Webhook.Value(contacts: null, more: """
                "user_id_update":[{"wa_id":"551198765432","detail":"x","user_id":{"previous":"BR.1","current":"BR.2"},"timestamp":"1"},
                 {"user_id":{"current":"BR.3"}}, {"user_id":{"previous":"BR.4","current":"BR.4"}}, 5]
                """),
            "user_id_update"));
        var update = batch.ContactUpdates.ShouldHaveSingleItem();
        update.Known.Aliases.ShouldBe([.. Aliases(null, "BR.1"), .. Aliases("5511998765432", null)]);
        update.Becomes.Aliases.ShouldBe(Aliases(null, "BR.2"));
        batch.Others.ShouldHaveSingleItem().Field.ShouldBe("user_id_update");
    }

    private static string Echoes(string echoes) => Webhook.Body(Webhook.Value(contacts: null, more: $"\"message_echoes\":[{echoes}]"), "smb_message_echoes");

    private static IEnumerable<ContactAlias> Aliases(string? phone, string? userId)
    {
        if (userId is not null)
        {
            yield return new ContactAlias(AliasKind.UserId, Webhook.Account, userId);
        }

        if (phone is not null)
        {
            yield return new ContactAlias(AliasKind.Phone, "", phone);
        }
    }
}
