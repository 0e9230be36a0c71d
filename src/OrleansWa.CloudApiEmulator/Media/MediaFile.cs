namespace OrleansWa.CloudApiEmulator.Media;

/// <summary>A stored file: uploaded by a number (30 days) or sent to it by a patient (7 days).</summary>
internal sealed record MediaFile(string Id, string PhoneNumberId, string MimeType, byte[] Bytes, string Sha256, string? FileName, DateTimeOffset ExpiresAt);
