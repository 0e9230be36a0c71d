namespace OrleansWa.Storage.Contacts;

/// <summary>A contact as stored.</summary>
/// <param name="Id">Our id.</param>
/// <param name="Name">Name last seen.</param>
/// <param name="WhatsAppId">WhatsApp id last seen, digits.</param>
/// <param name="Phone">Phone in its canonical form.</param>
internal sealed record ContactRow(string Id, string? Name, string? WhatsAppId, string? Phone)
{
    /// <summary>Digits to send to and to show: the WhatsApp id last seen, else the phone.</summary>
    public string? Digits => WhatsAppId ?? Phone;

    public override string ToString() => $"{nameof(ContactRow)} {Id}";
}
