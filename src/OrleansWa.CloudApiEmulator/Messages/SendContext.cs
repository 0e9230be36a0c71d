using OrleansWa.CloudApiEmulator.Accounts;
using OrleansWa.CloudApiEmulator.Media;

namespace OrleansWa.CloudApiEmulator.Messages;

/// <summary>What the rules of a message may look up: the sending number, and the media it uploaded.</summary>
internal sealed record SendContext(BusinessNumber Number, MediaStore Media);
