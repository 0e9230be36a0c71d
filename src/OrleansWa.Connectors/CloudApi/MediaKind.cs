namespace OrleansWa.Connectors.CloudApi;

/// <summary>Kinds of media, as Meta names them.</summary>
internal enum MediaKind
{
    /// <summary>JPEG or PNG.</summary>
    Image = 1,

    /// <summary>MP4 or 3GPP.</summary>
    Video = 2,

    /// <summary>Audio file or voice note; has no caption.</summary>
    Audio = 3,

    /// <summary>Any document; has a file name.</summary>
    Document = 4,

    /// <summary>WebP; has no caption.</summary>
    Sticker = 5,
}
