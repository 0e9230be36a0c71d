namespace OrleansWa.Contract.Tests.OpenApi;

/// <summary>Where Meta's file contradicts itself or the fact sheet (WHATSAPP-CLOUD-API.md). The contract is the file with these corrections.</summary>
internal static class Corrections
{
    private const string Clash = "name clash in Meta's file: the webhook refers to the schema of the request of the same name, against its own examples";
    private const string Unsatisfiable = "additionalProperties:false inside allOf forbids the members of the other branch: no message at all would be valid";
    private const string HiddenPhone = "since 2026 a user may be known by the BSUID only (fact sheet 2.9)";
    private const string Examples = "Meta's own examples do otherwise";

    private static readonly string[] OutgoingTypes =
    [
        "TextMessage", "AudioMessage", "DocumentMessage", "ImageMessage", "LocationMessage", "VideoMessage", "StickerMessage", "ReactionMessage", "InteractiveMessage", "ContactsMessage",
    ];

    /// <summary>The branches of IncomingMessage that point to a request, with the schema that was meant.</summary>
    private static readonly (int Branch, string Meant)[] IncomingTypes =
    [
        (0, "TextMessage_2"), (1, "ReactionMessage_1"), (2, "AudioMessage_1"), (3, "DocumentMessage_1"), (4, "ImageMessage_1"), (5, "StickerMessage_1"), (6, "VideoMessage_1"), (7, "LocationMessage_1"),
    ];

    private static readonly string[] IncomingSchemas =
    [
        "TextMessage_2", "ReactionMessage_1", "AudioMessage_1", "DocumentMessage_1", "ImageMessage_1", "StickerMessage_1", "VideoMessage_1", "LocationMessage_1",
        "ContactSharingMessage", "UnsupportedMessage", "ButtonMessage", "InteractiveMessageReply", "OrderMessage", "SystemMessage",
    ];

    public static IReadOnlyList<Correction> All { get; } =
    [
        .. OutgoingTypes.Select(type => new Correction($"{type}/allOf/1/additionalProperties", null, Unsatisfiable)),
        new("BaseMessageProperties/required", """["messaging_product","to"]""", "recipient_type defaults to individual and type to text; " + Examples),
        new("LocationMessage/allOf/1/properties/location/properties/latitude/type", """["string","number"]""", Examples),
        new("LocationMessage/allOf/1/properties/location/properties/longitude/type", """["string","number"]""", Examples),
        .. IncomingTypes.Select(t => new Correction($"IncomingMessage/oneOf/{t.Branch}/$ref", $"\"#/components/schemas/{t.Meant}\"", Clash)),
        .. IncomingSchemas.Select(schema => new Correction($"{schema}/allOf/0/$ref", "\"#/components/schemas/BaseMessageProperties_1\"", Clash)),
        new("ContactSharingMessage/allOf/1/properties/contacts/items/$ref", "\"#/components/schemas/ContactObject_1\"", Clash),
        new("UnsupportedMessage/allOf/1/properties/errors/items/$ref", "\"#/components/schemas/ErrorObject_2\"", Clash),
        new("BaseMessageProperties_1/required", """["id","timestamp"]""", HiddenPhone),
        new("Statuses/required", """["id","status","timestamp"]""", HiddenPhone),
        new("ContextObject/required", """["from","id"]""", "only product enquiries have a referred_product (fact sheet 2.5)"),
        new("LocationMessage_1/allOf/1/properties/location/required", """["latitude","longitude"]""", "name and address are optional (fact sheet 2.5)"),
        new("ReactionMessage_1/allOf/1/properties/reaction/required", """["message_id"]""", "a removed reaction has no emoji (fact sheet 2.5)"),
        new("InteractiveMessageReply/allOf/1/properties/interactive/properties/type/enum", """["list_reply","button_reply","nfm_reply"]""", "flows answer with nfm_reply (fact sheet 2.5)"),
        new("LanguageObject/required", """["code"]""", "policy is legacy and may be omitted (fact sheet 3.4); " + Examples),
        new("WhatsAppPhoneNumberStatus/enum", """["CONNECTED","PENDING","DISCONNECTED","FLAGGED","RESTRICTED","RATE_LIMITED","MIGRATED","DELETED","BANNED","UNVERIFIED","OFFLINE"]""", "a number that can send is CONNECTED (fact sheet 3.7)"),
        new("PhoneNumberInfo/properties/code_verification_status/enum", """["VERIFIED","UNVERIFIED","NOT_VERIFIED","EXPIRED"]""", "more values are documented (fact sheet 3.7)"),
    ];
}
