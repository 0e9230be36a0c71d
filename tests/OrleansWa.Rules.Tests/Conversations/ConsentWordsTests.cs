using OrleansWa.Contracts.Tenants;
using OrleansWa.Grains.Conversations;

namespace OrleansWa.Rules.Tests.Conversations;

public sealed class ConsentWordsTests
{
    [Theory]
    [InlineData("SAIR", true)]
    [InlineData(" Sáir. ", true)]
    [InlineData("*parar!*", true)]
    [InlineData("Stop", true)]
    [InlineData("START", false)]
    [InlineData("quero  RECEBER", false)]
    [InlineData("quero sair do grupo", null)]
    [InlineData("sair mais cedo", null)]
    [InlineData("cancelar", null)]
    [InlineData("", null)]
    [InlineData("...", null)]
    [InlineData(null, null)]
    public void OptsOut_FindsAWordThatIsSaidAlone(string? text, bool? expected) => ConsentWords.Default.OptsOut(text, null).ShouldBe(expected);

    [Fact]
    public void OptsOut_LooksAtTheButtonToo()
    {
        ConsentWords.Default.OptsOut("Parar promoções", "PARAR").ShouldBe(true);
        ConsentWords.Default.OptsOut(null, "start").ShouldBe(false);
        ConsentWords.Default.OptsOut(new string('s', 5_000), null).ShouldBeNull();
    }

    [Fact]
    public void Reply_IsTheTenantsOwn()
    {
        var words = new ConsentWords(new ConsentSettings(["fora"], ["dentro"], "Até logo.", null));

        (words.OptsOut("FORA", null), words.OptsOut("sair", null)).ShouldBe((true, null));
        (words.Reply(true), words.Reply(false)).ShouldBe(("Até logo.", null));
    }
}
