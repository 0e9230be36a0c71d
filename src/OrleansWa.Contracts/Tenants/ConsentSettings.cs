using System.Collections.Immutable;

namespace OrleansWa.Contracts.Tenants;

/// <summary>Words by which people say whether they want to be written to (SPEC section 12), and what is answered.</summary>
/// <param name="OptOutWords">A message that is one of these, whatever its accents and case, opts its writer out.</param>
/// <param name="OptInWords">A message that is one of these takes that back.</param>
/// <param name="OptOutReply">Text that confirms an opt-out; null for none.</param>
/// <param name="OptInReply">Text that confirms an opt-in; null for none.</param>
[GenerateSerializer, Immutable, Alias("wa.tenant.consent.v1")]
public sealed record ConsentSettings(
    [property: Id(0)] ImmutableArray<string> OptOutWords,
    [property: Id(1)] ImmutableArray<string> OptInWords,
    [property: Id(2)] string? OptOutReply,
    [property: Id(3)] string? OptInReply)
{
    /// <summary>What holds until a tenant says otherwise. "Cancelar" is not among them: patients cancel appointments with it.</summary>
    public static ConsentSettings Default { get; } = new(
        ["sair", "parar", "pare", "descadastrar", "stop", "unsubscribe"],
        ["start", "quero receber", "voltar a receber"],
        "Pronto, você não receberá mais nossos avisos. Para voltar a receber, responda START.",
        "Pronto, você voltará a receber nossos avisos.");
}
