using System.Collections.Immutable;

namespace OrleansWa.Contracts.Contacts;

/// <summary>What an alias is. The numbers are stored.</summary>
public enum AliasKind
{
    /// <summary>Not set.</summary>
    Unknown = 0,

    /// <summary>Phone or WhatsApp id as digits, in its canonical form (<see cref="PhoneNumbers.Key"/>).</summary>
    Phone = 1,

    /// <summary>Business-scoped user id.</summary>
    UserId = 2,

    /// <summary>Parent business-scoped user id.</summary>
    ParentUserId = 3,

    /// <summary>LID of a QR connector.</summary>
    Lid = 4,
}

/// <summary>A name under which a contact is known.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Account">Connector account that scopes it; empty for phones, which mean the same person on every channel of a tenant.</param>
/// <param name="Value">The name, canonical. Personal data.</param>
[GenerateSerializer, Immutable, Alias("wa.contact.alias.v1")]
public sealed record ContactAlias([property: Id(0)] AliasKind Kind, [property: Id(1)] string Account, [property: Id(2)] string Value)
{
    /// <summary>Without the value, which is personal data.</summary>
    public override string ToString() => $"{nameof(ContactAlias)} {Kind}";
}

/// <summary>What a message or a request says of a person.</summary>
/// <param name="Aliases">At least one; the first is the strongest.</param>
/// <param name="RawPhone">The WhatsApp id as it was last seen, digits; replies go there. Null when unknown.</param>
/// <param name="Name">Name the person gave itself.</param>
[GenerateSerializer, Immutable, Alias("wa.contact.identity.v1")]
public sealed record ContactIdentity(
    [property: Id(0)] ImmutableArray<ContactAlias> Aliases,
    [property: Id(1)] string? RawPhone,
    [property: Id(2)] string? Name)
{
    /// <summary>Without names and numbers, which are personal data.</summary>
    public override string ToString() => nameof(ContactIdentity);
}
