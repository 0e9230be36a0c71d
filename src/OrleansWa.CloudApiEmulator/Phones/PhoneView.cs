namespace OrleansWa.CloudApiEmulator;

/// <summary>A patient's phone as it is now.</summary>
/// <param name="WaId">WhatsApp id, which may lack the ninth digit; empty when only the BSUID is known.</param>
/// <param name="UserId">Business-scoped user id.</param>
/// <param name="ProfileName">Name shown to businesses.</param>
/// <param name="ReadReceipts">Whether <c>read</c> statuses are sent.</param>
/// <param name="HidePhone">Whether webhooks leave the phone number out.</param>
/// <param name="Reachable">Whether the phone is switched on.</param>
/// <param name="OnWhatsApp">Whether the number has WhatsApp.</param>
/// <param name="MarketingStopped">Whether the patient stopped marketing messages.</param>
public sealed record PhoneView(
    string WaId, string UserId, string ProfileName, bool ReadReceipts, bool HidePhone, bool Reachable, bool OnWhatsApp, bool MarketingStopped);
