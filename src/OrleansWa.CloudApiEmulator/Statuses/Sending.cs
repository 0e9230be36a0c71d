using OrleansWa.CloudApiEmulator.Accounts;
using OrleansWa.CloudApiEmulator.Phones;

namespace OrleansWa.CloudApiEmulator.Statuses;

/// <summary>An accepted message with the number it left from and the phone it goes to.</summary>
internal sealed record Sending(AcceptedMessage Message, BusinessNumber Number, EmulatedPhone Phone, bool InWindow);
