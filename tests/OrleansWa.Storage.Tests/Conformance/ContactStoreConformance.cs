using OrleansWa.Contracts.Contacts;
using OrleansWa.Storage.Tests.Support;

namespace OrleansWa.Storage.Tests.Conformance;

public abstract class ContactStoreConformance : StoreConformance
{
    private static readonly ContactAlias UserId = new(AliasKind.UserId, "1000", "BR.123");

    [Fact]
    public async Task Resolve_WhenTheSameAgain_IsTheSameContact()
    {
        var first = await Resolve(Some.Sender());
        first.ShouldStartWith("c");
        (await Resolve(Some.Sender(name: "Ana"))).ShouldBe(first);
    }

    [Theory]
    [InlineData("551187654321", "5511987654321")]
    [InlineData("5511987654321", "551187654321")]
    public async Task Resolve_WhenTheNinthDigitDiffers_IsTheSameContact(string one, string other) =>
        (await Resolve(Some.Sender(one))).ShouldBe(await Resolve(Some.Sender(other)));

    [Fact]
    public async Task Resolve_WhenALandline_GetsNoNinthDigit() =>
        (await Resolve(Some.Sender("551131234567"))).ShouldNotBe(await Resolve(Some.Sender("5511931234567")));

    [Fact]
    public async Task Resolve_AddsMissingAliases()
    {
        var contact = await Resolve(Some.Sender());
        (await Resolve(new ContactIdentity([Some.PhoneAlias("5511987654321"), UserId], null, null))).ShouldBe(contact);
        (await Resolve(new ContactIdentity([UserId], null, null))).ShouldBe(contact);
    }

    [Fact]
    public async Task Resolve_WhenOnlyALaterAliasIsKnown_TakesItsOwnerAndAddsTheFirst()
    {
        var contact = await Resolve(Some.Sender());
        (await Resolve(new ContactIdentity([UserId, Some.PhoneAlias("5511987654321")], null, null))).ShouldBe(contact);
        (await Resolve(new ContactIdentity([UserId], null, null))).ShouldBe(contact);
    }

    [Fact]
    public async Task Resolve_WhenAliasesBelongToTwo_TheFirstDecidesAndTheOthersStay()
    {
        var byPhone = await Resolve(Some.Sender());
        var byUser = await Resolve(new ContactIdentity([UserId], null, null));
        (await Resolve(new ContactIdentity([UserId, Some.PhoneAlias("5511987654321")], null, null))).ShouldBe(byUser);
        (await Resolve(new ContactIdentity([Some.PhoneAlias("5511987654321"), UserId], null, null))).ShouldBe(byPhone);
        (await Resolve(new ContactIdentity([UserId], null, null))).ShouldBe(byUser);
        (await Resolve(Some.Sender())).ShouldBe(byPhone);
    }

    [Fact]
    public async Task Resolve_WhenScopeDiffers_IsSomebodyElse()
    {
        var contact = await Resolve(new ContactIdentity([UserId], null, null));
        (await Resolve(new ContactIdentity([UserId with { Account = "2000" }], null, null))).ShouldNotBe(contact);
        (await Resolve(new ContactIdentity([UserId with { Kind = AliasKind.Lid }], null, null))).ShouldNotBe(contact);
        (await Store.Contacts.Resolve(Some.OtherTenant, new ContactIdentity([UserId], null, null), Some.Noon)).ShouldNotBe(contact);
    }

    [Fact]
    public async Task Resolve_WhenNamedWithoutAliases_Refuses() =>
        await Should.ThrowAsync<ArgumentException>(async () => await Resolve(new ContactIdentity([], "5511987654321", "Ana")));

    [Fact]
    public async Task Resolve_WhenManyAtOnce_CreatesOneContact()
    {
        var contacts = await Task.WhenAll(Enumerable.Range(0, 64).Select(_ => Resolve(Some.Sender())));
        contacts.Distinct().Count().ShouldBe(1);
    }

    private async Task<string> Resolve(ContactIdentity identity) => await Store.Contacts.Resolve(Some.Tenant, identity, Some.Noon);
}
