using System.Collections.Frozen;
using OrleansWa.Contracts.Channels;
using static OrleansWa.Contracts.Channels.ErrorAction;
using static OrleansWa.Contracts.Channels.ErrorScope;

namespace OrleansWa.Connectors.CloudApi;

/// <summary>Rows of <see cref="CloudApiErrors"/>: reference WHATSAPP-CLOUD-API.md, sections 4.2 and 4.3. Waits without a figure there are our choice.</summary>
internal static class CloudApiErrorTable
{
    private const string NewToken = "Create a new system-user token with whatsapp_business_messaging and whatsapp_business_management, and store it in the channel.";
    private const string Permission = "Give the token's system user access to the account, with whatsapp_business_messaging and whatsapp_business_management.";
    private const string FixRequest = "Correct the message; sent again unchanged, it would be refused again.";
    private const string FixParameters = "Correct the template's parameters to fit its approved text.";
    private const string MetaDown = "Nothing; it is tried again by itself. See metastatus.com if it lasts.";
    private const string SlowDown = "Nothing; it is sent again by itself. Lower the channel's pace if it comes often.";
    private const string Appeal = "Open Meta Business Support Home, read the violation and appeal; nothing can be sent until Meta lifts it.";
    private const string Groups = "Groups are not supported; write to the person instead.";
    private const string Calls = "Calls are not supported; send a message instead.";
    private const string TemplateEditor = "Change the template in WhatsApp Manager as the details say, and submit it again.";
    private const string Onboarding = "Repeat the onboarding of the number in Meta's Embedded Signup.";

    /// <summary>Families of codes.</summary>
    public static readonly (int First, int Last, CloudApiErrorRule Rule)[] Ranges =
    [
        (200, 299, Row(200, Fix, Channel, "Permission missing or removed", Permission)),
        (138000, 138038, Row(138000, GiveUp, Message, "Error of a call", Calls)),
        (139000, 139004, Row(139000, GiveUp, Message, "Flow could not be created, published or deleted", "Check the flow in WhatsApp Manager.")),
        (141000, 141999, Row(141000, Fix, Channel, "Health check of number, account or business failed", "Open the health status in WhatsApp Manager and do what it asks for.")),
        (147001, 147005, Row(147001, GiveUp, Message, "Error of a username", "Check the username in WhatsApp Manager.")),
    ];

    /// <summary>Single codes.</summary>
    public static readonly FrozenDictionary<int, CloudApiErrorRule> Rules = new[]
    {
        // Access and the API as a whole.
        Row(0, Fix, Channel, "Authentication failed", NewToken),
        Row(1, Retry, Message, "Invalid request or unknown problem of the API", MetaDown),
        Row(2, Retry, Message, "API down or overloaded", MetaDown),
        Row(3, Fix, Channel, "Capability or permission missing", Permission),
        Row(4, Wait, Channel, "The app reached its call rate", SlowDown, TimeSpan.FromMinutes(1)),
        Row(10, Fix, Channel, "Permission not granted or removed", Permission),
        Row(17, Wait, Channel, "The user reached its call rate", SlowDown, TimeSpan.FromMinutes(1)),
        Row(33, Fix, Channel, "Business phone number deleted, or its id is wrong", "Correct the phone number id of the channel."),
        Row(100, GiveUp, Message, "Parameter unsupported, misspelt or missing", FixRequest),
        Row(104, Fix, Channel, "Token missing", NewToken),
        Row(190, Fix, Channel, "Token expired or invalidated", NewToken),
        Row(368, Fix, Account, "Account restricted for a policy violation", Appeal),
        Row(613, Wait, Message, "Limit of call permission requests", Calls, TimeSpan.FromHours(1)),
        Row(803, Fix, Channel, "Object not found", "Correct the phone number id and the account id of the channel."),
        Row(80007, Wait, Channel, "The account reached its call rate", SlowDown, TimeSpan.FromMinutes(5)),

        // Sending.
        Row(130429, Wait, Channel, "Throughput of the number exceeded", SlowDown, TimeSpan.FromSeconds(5)),
        Row(130472, GiveUp, Message, "Recipient is in a marketing experiment of Meta", "Nothing; write when the person has written first."),
        Row(130497, GiveUp, Message, "The business may not message people in that country", "Take that country out of the campaign."),
        Row(131000, Retry, Message, "Unknown failure at Meta", MetaDown),
        Row(131005, Fix, Channel, "Access denied", Permission),
        Row(131008, GiveUp, Message, "Required parameter missing", FixRequest),
        Row(131009, GiveUp, Message, "Value of a parameter invalid", FixRequest),
        Row(131016, Retry, Message, "Service unavailable", MetaDown),
        Row(131021, GiveUp, Message, "Recipient is the sender", "Send to another number than the channel's own."),
        Row(131026, GiveUp, Message, "Undeliverable", "Check that the number is on WhatsApp, has a current app, and has not blocked the business."),
        Row(131030, Fix, Message, "Recipient not on the test number's list", "Add the recipient in the App Dashboard (API Setup), or use a real number."),
        Row(131031, Fix, Account, "Account locked, or wrong two-step PIN", Appeal),
        Row(131037, Fix, Channel, "Display name of the test number not approved", "Get the display name approved in WhatsApp Manager."),
        Row(131042, Fix, Account, "Payment problem", "Add or repair the payment method, currency and time zone of the WhatsApp account in Meta's billing settings."),
        Row(131044, Fix, Message, "Payment problem for calls", "Add or repair the payment method in Meta's billing settings."),
        Row(131045, Fix, Channel, "Registration or certificate of the number failed", "Register the number on the Cloud API again."),
        Row(131047, GiveUp, Message, "More than 24 hours since the person last wrote", "Send an approved template instead."),
        Row(131048, Slow, Channel, "Spam limit: too many people blocked or reported the number", "Pause campaigns and write only to people who expect it."),
        Row(131049, Wait, Message, "Meta chose not to deliver, to protect the person from too much marketing", "Nothing; it is sent again after a day at the earliest.", TimeSpan.FromHours(24)),
        Row(131050, GiveUp, Message, "The person stopped this business's marketing", "Send no marketing until the person resumes it in WhatsApp."),
        Row(131051, GiveUp, Message, "Type of message not supported", FixRequest),
        Row(131052, GiveUp, Message, "Media could not be downloaded", "Check that the link is public, under the size limit, and has the right Content-Type; ask for incoming media again."),
        Row(131053, GiveUp, Message, "Media could not be uploaded", "Check type, size and codec of the file."),
        Row(131055, Fix, Message, "Method not allowed", "Check that the account may use Meta's Marketing Messages API."),
        Row(131056, Wait, Pair, "Too many messages to this one person", "Nothing; it is sent again by itself.", TimeSpan.FromSeconds(6)),
        Row(131057, Retry, Message, "Number in maintenance", MetaDown, TimeSpan.FromMinutes(1)),
        Row(131060, GiveUp, Message, "Incoming message not available", "Nothing; WhatsApp often delivers it a moment later."),
        Row(131062, GiveUp, Message, "This template needs the person's phone number", "Ask for the phone number, and send to it."),
        Row(131063, Fix, Message, "Marketing templates are switched off on the Cloud API", "Switch them on for the account, or use Meta's Marketing Messages API."),
        Row(131064, Wait, Message, "Sending limited after a template was put in a wrong category", "Correct the category of the template in WhatsApp Manager.", TimeSpan.FromHours(1)),
        Row(131065, Fix, Message, "No maximum price for the recipient's country", "Set a price for that country in WhatsApp Manager."),

        // Templates and flows.
        Row(132000, GiveUp, Message, "Number of template parameters differs", FixParameters),
        Row(132001, GiveUp, Message, "Template missing in this language, or not approved", "Check name and language in WhatsApp Manager, e.g. pt_BR, and that it is approved."),
        Row(132005, GiveUp, Message, "Text too long once filled", "Shorten the template's parameters."),
        Row(132007, GiveUp, Message, "Template violates policy", TemplateEditor),
        Row(132008, GiveUp, Message, "Value of a template parameter invalid", FixParameters),
        Row(132012, GiveUp, Message, "Format of a template parameter differs", FixParameters),
        Row(132015, Wait, Message, "Template paused for low quality", "Improve the template, or wait until Meta lifts the pause.", TimeSpan.FromHours(3)),
        Row(132016, Fix, Message, "Template disabled for good", "Make a new template; this one does not come back."),
        Row(132018, GiveUp, Message, "Template parameter failed validation", FixParameters),
        Row(132068, Fix, Message, "Flow blocked", "Correct the flow in WhatsApp Manager."),
        Row(132069, Wait, Message, "Flow throttled to 10 messages an hour", "Correct the flow in WhatsApp Manager.", TimeSpan.FromHours(1)),

        // Registration of the number.
        Row(133000, Retry, Message, "Earlier deregistration incomplete", "Deregister the number again, then register it."),
        Row(133004, Retry, Message, "Server temporarily unavailable", MetaDown),
        Row(133005, Fix, Channel, "Two-step PIN wrong", "Register the number with the right PIN, or reset it in WhatsApp Manager."),
        Row(133006, Fix, Channel, "Number not verified", "Verify the number by code before registering it."),
        Row(133008, Wait, Channel, "Too many PIN guesses", "Wait as long as the details say, then use the right PIN.", TimeSpan.FromHours(1)),
        Row(133009, Wait, Channel, "PIN guessed too fast", "Wait a little, then use the right PIN.", TimeSpan.FromMinutes(1)),
        Row(133010, Fix, Channel, "Number not registered on the Cloud API", "Register the number on the Cloud API with its two-step PIN."),
        Row(133015, Wait, Channel, "Number deleted a moment ago", "Wait five minutes, then register it.", TimeSpan.FromMinutes(5)),
        Row(133016, Wait, Channel, "Too many registrations within 72 hours", "Wait 72 hours before registering the number again.", TimeSpan.FromHours(72)),

        // Marketing messages, payments, identity.
        Row(134011, Fix, Message, "Terms of WhatsApp Payments not accepted", "Accept the terms in WhatsApp Manager."),
        Row(134100, GiveUp, Message, "Only marketing templates are allowed here", "Send this template as an ordinary message."),
        Row(134101, Wait, Message, "Template still synchronising", "Nothing; it takes up to ten minutes.", TimeSpan.FromMinutes(10)),
        Row(134102, Fix, Message, "Template could not be synchronised", "Finish the account's onboarding to Marketing Messages."),
        Row(135000, GiveUp, Message, "Parameters wrong", FixRequest),
        Row(137000, GiveUp, Message, "The person's identity changed", "Confirm who the person is, then send with the new identity."),

        // Block list.
        Row(139100, GiveUp, Message, "Some people could not be blocked or unblocked", "See the failed users in the answer."),
        Row(139101, Fix, Message, "Block list full", "Unblock people; the list holds 64,000."),
        Row(139102, Retry, Message, "Block list changed while it was read", "Nothing; it is read again from the start."),
        Row(139103, Retry, Message, "Internal error of the block list", MetaDown),

        // Groups.
        Row(131020, GiveUp, Message, "Error of a group", Groups),
        Row(131041, GiveUp, Message, "Error of a group", Groups),
        Row(131059, GiveUp, Message, "Error of a group", Groups),
        Row(131201, GiveUp, Message, "Group message reached some members only", Groups),
        Row(131202, GiveUp, Message, "Error of a group", Groups),
        Row(131204, GiveUp, Message, "Error of a group", Groups),
        Row(131207, GiveUp, Message, "Not allowed in a group", Groups),
        Row(131208, Wait, Message, "Too many calls for groups", SlowDown, TimeSpan.FromMinutes(1)),
        Row(131209, GiveUp, Message, "Error of a group", Groups),
        Row(131210, GiveUp, Message, "Error of a group", Groups),
        Row(131211, GiveUp, Message, "Error of a group", Groups),
        Row(131212, GiveUp, Message, "Error of a group", Groups),
        Row(131213, GiveUp, Message, "Error of a group", Groups),
        Row(131214, GiveUp, Message, "Error of a group", Groups),
        Row(131215, GiveUp, Message, "Error of a group", Groups),

        // Template creation, number migration, insights, coexistence, invitations.
        Row(2388001, GiveUp, Message, "Number could not be migrated", Onboarding),
        Row(2388012, GiveUp, Message, "Number could not be migrated", Onboarding),
        Row(2388019, GiveUp, Message, "Limit of templates reached", "Delete templates that are not used."),
        Row(2388023, GiveUp, Message, "This language of the template is still being deleted", "Wait, or choose another name."),
        Row(2388024, GiveUp, Message, "Template exists already in this language", "Choose another name, or edit the existing one."),
        Row(2388040, GiveUp, Message, "A field of the template is too long", TemplateEditor),
        Row(2388047, GiveUp, Message, "Header of the template invalid", TemplateEditor),
        Row(2388072, GiveUp, Message, "Body of the template invalid", TemplateEditor),
        Row(2388073, GiveUp, Message, "Footer of the template invalid", TemplateEditor),
        Row(2388091, GiveUp, Message, "Number could not be migrated", Onboarding),
        Row(2388093, GiveUp, Message, "Number could not be migrated", Onboarding),
        Row(2388103, GiveUp, Message, "Number could not be migrated", Onboarding),
        Row(2388293, GiveUp, Message, "Too many parameters for the length of the template", TemplateEditor),
        Row(2388299, GiveUp, Message, "Template begins or ends with a parameter", TemplateEditor),
        Row(2494100, GiveUp, Message, "Number could not be migrated", Onboarding),
        Row(200005, GiveUp, Message, "Template insights not available", "Switch insights on in WhatsApp Manager."),
        Row(200006, GiveUp, Message, "Template insights not available", "Switch insights on in WhatsApp Manager."),
        Row(200007, GiveUp, Message, "Template insights not available", "Switch insights on in WhatsApp Manager."),
        Row(2593079, GiveUp, Message, "Coexistence could not be set up", Onboarding),
        Row(2593085, GiveUp, Message, "Coexistence could not be set up", Onboarding),
        Row(2593107, GiveUp, Message, "Synchronisation was already requested", "Nothing; it can be requested once."),
        Row(2593108, GiveUp, Message, "Synchronisation requested too late", Onboarding),
        Row(2593109, GiveUp, Message, "History was not shared", "Nothing; the owner of the number declined."),
        Row(1752041, GiveUp, Message, "Invitation to Marketing Messages exists already", "Accept the invitation that is open."),
    }.ToFrozenDictionary(rule => rule.Code);

    private static CloudApiErrorRule Row(
        int code, ErrorAction action, ErrorScope scope, string meaning, string remedy, TimeSpan? minWait = null) =>
        new(code, action, scope, meaning, remedy, minWait);
}
