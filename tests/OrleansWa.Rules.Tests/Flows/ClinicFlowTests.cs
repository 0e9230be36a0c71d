using OrleansWa.Grains.Flows;

namespace OrleansWa.Rules.Tests.Flows;

public sealed class ClinicFlowTests
{
    [Fact]
    public void Flow_IsValid() => FlowValidator.Validate(ClinicFlow.Published.Graph).ShouldBeEmpty();

    [Fact]
    public void Flow_WhenTheConvenioIsAccepted_AsksForTheTimeAndSumsUp() =>
        new Transcript(ClinicFlow.Published).Say("  OLA ").Say("saude  BEM").Tap("tarde", "Tarde").Text.ShouldBe("""
            >   OLA 
            Olá, Maria José! Aqui é da Clínica Vida.
            Qual é o seu convênio?
            > saude  BEM
            Atendemos saude  BEM.
            Prefere qual horário, Maria? [Manhã] [Tarde]
            > [Tarde]
            Anotado: saude  BEM, Tarde (tarde).
            (completed at fim)
            """);

    [Fact]
    public void Flow_WhenTheConvenioIsNotAccepted_SaysSoAndEnds() =>
        new Transcript(ClinicFlow.Published).Say("Bom dia").Say("Outro Plano").Say("ok").Text.ShouldBe("""
            > Bom dia
            Olá, Maria José! Aqui é da Clínica Vida.
            Qual é o seu convênio?
            > Outro Plano
            Ainda não atendemos Outro Plano.
            (completed at fim)
            > ok
            (nothing)
            """);

    [Fact]
    public void Flow_WhenTheAnswerIsTypedInsteadOfTapped_HasNoChoiceId() =>
        new Transcript(ClinicFlow.Published).Say("oi").Say("Saúde Bem").Say("de manhã").Text.ShouldEndWith("""
            Anotado: Saúde Bem, de manhã ().
            (completed at fim)
            """);

    [Fact]
    public void Flow_WhileItWaits_StoresWhereAndWhatItKnows()
    {
        var execution = new Transcript(ClinicFlow.Published).Say("oi").Say("Saúde Bem").Execution;

        execution.ShouldBe(new FlowExecution("clinica", 3, "horario", FlowVariables.Empty.Set("convenio", "Saúde Bem"), Some.Now, 6));
    }
}
