using OrleansWa.Contracts.Contacts;
using OrleansWa.Contracts.Webhooks;
using OrleansWa.Storage.Tests.Support;

namespace OrleansWa.Storage.Tests.Conformance;

/// <summary>People who are known under new names.</summary>
public abstract class ContactUpdateConformance : StoreConformance
{
    private const string Old = "5511987654321";
    private const string New = "5511911112222";

    [Fact]
    public async Task Append_WhenTheNumberChanged_IsTheSamePersonAndRepliesGoToTheNewOne()
    {
        var contact = await Write("w1", Some.Sender(Old, "Ana"));
        await Update(Changed(Some.PhoneAlias(Old), Some.PhoneAlias(New), New));

        (await Store.Conversations.Get(Some.Tenant, Some.Channel, contact))!.Phone.ShouldBe(New);
        (await Write("w2", Some.Sender(New))).ShouldBe(contact);
        (await Write("w3", Some.Sender(Old))).ShouldBe(contact);
    }

    [Fact]
    public async Task Append_WithTheUpdateAndTheFirstMessageOfTheNewName_KnowsThePerson()
    {
        var contact = await Write("w1", Some.Sender(Old));
        var rows = Some.Rows(Some.Routed(Some.Incoming("w2", sender: Some.Sender(New)))) with { ContactUpdates = [Changed(Some.PhoneAlias(Old), Some.PhoneAlias(New), New)] };
        (await Store.Intake.Append(rows)).Events.Single().ContactId.ShouldBe(contact);
    }

    [Fact]
    public async Task Append_WhenTheUserIdChanged_RepliesNameTheNewOne()
    {
        var contact = await Write("w1", new ContactIdentity([Some.UserAlias("BR.1")], null, "Ana"));
        await Store.Intake.Append(new IntakeRows([], [], [], Some.Noon.AddSeconds(1), null) { ContactUpdates = [Changed(Some.UserAlias("BR.1"), Some.UserAlias("BR.2"), null)] });

        (await Write("w2", new ContactIdentity([Some.UserAlias("BR.2")], null, null))).ShouldBe(contact);
        await Store.Messages.Accept(new(Some.Outgoing("m1", contact)));
        var claimed = (await Store.Messages.Claim(Some.Claim())).Messages.Single();
        (claimed.UserId, claimed.Phone).ShouldBe(("BR.2", null));
    }

    [Fact]
    public async Task Append_WhenTheNewNumberWasSomebodyElses_ItIsWhoeverWhatsAppSaysOnceTheNamesAreSettled()
    {
        var ana = await Write("w1", Some.Sender(Old));
        var bia = await Write("w2", Some.Sender(New));
        await Update(Changed(Some.PhoneAlias(Old), Some.PhoneAlias(New), New));
        await Store.ContactMerges.Begin((await Store.ContactMerges.Open(Some.Tenant, 10)).Single(), Some.Noon);

        (await Write("w3", Some.Sender(New))).ShouldBe(ana);
        (await Store.Conversations.Get(Some.Tenant, Some.Channel, ana))!.Phone.ShouldBe(New);
        (await Store.Conversations.Get(Some.Tenant, Some.Channel, bia))!.Phone.ShouldBeNull();
    }

    [Fact]
    public async Task Append_WhenNobodyIsKnownByTheOldName_MakesNobody()
    {
        await Update(Changed(Some.PhoneAlias(Old), Some.PhoneAlias(New), New));
        (await Store.Conversations.List(Some.Tenant, null, null, 10)).Items.ShouldBeEmpty();
        (await Write("w1", Some.Sender(New))).ShouldNotBe(await Write("w2", Some.Sender(Old)));
    }

    [Fact]
    public async Task Append_WhenToldTwice_ChangesNothingMore()
    {
        var contact = await Write("w1", Some.Sender(Old));
        await Update(Changed(Some.PhoneAlias(Old), Some.PhoneAlias(New), New));
        await Update(Changed(Some.PhoneAlias(Old), Some.PhoneAlias(New), New));
        (await Write("w2", Some.Sender(New))).ShouldBe(contact);
    }

    private static RoutedContactUpdate Changed(ContactAlias known, ContactAlias becomes, string? phone) => new(
        Some.Tenant, Some.Channel, new WebhookContactUpdate("1000", new ContactIdentity([known], null, null), new ContactIdentity([becomes], phone, null)));

    private async Task Update(RoutedContactUpdate update) => await Store.Intake.Append(new IntakeRows([], [], [], Some.Noon, null) { ContactUpdates = [update] });

    private async Task<string> Write(string wamid, ContactIdentity sender) =>
        (await Store.Intake.Append(Some.Rows(Some.Routed(Some.Incoming(wamid, sender: sender))))).Events.Single().ContactId;
}
