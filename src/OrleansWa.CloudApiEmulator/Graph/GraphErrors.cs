namespace OrleansWa.CloudApiEmulator.Graph;

/// <summary>The codes of the fact sheet's section 4.2 with their HTTP status and title.</summary>
internal static class GraphErrors
{
    private static readonly Dictionary<int, (int Http, string Title)> Known = new()
    {
        [0] = (401, "AuthException"),
        [1] = (400, "API Unknown"),
        [2] = (503, "API Service"),
        [3] = (500, "API Method"),
        [4] = (400, "Application request limit reached"),
        [10] = (403, "Application does not have permission for this action"),
        [17] = (400, "User request limit reached"),
        [33] = (400, "Parameter value is not valid"),
        [100] = (400, "Invalid parameter"),
        [104] = (401, "An access token is required to request this resource."),
        [190] = (401, "Invalid OAuth access token"),
        [200] = (403, "You do not have the necessary permissions to send messages on behalf of this WhatsApp Business Account"),
        [368] = (403, "Temporarily blocked for policies violations"),
        [803] = (404, "Some of the aliases you requested do not exist"),
        [80007] = (400, "Rate limit issues"),
        [130429] = (400, "Rate limit hit"),
        [130472] = (400, "User's number is part of an experiment"),
        [130497] = (403, "Business account is restricted from messaging users in this country"),
        [131000] = (500, "Something went wrong"),
        [131005] = (403, "Access denied"),
        [131008] = (400, "Required parameter is missing"),
        [131009] = (400, "Parameter value is not valid"),
        [131016] = (500, "Service unavailable"),
        [131021] = (400, "Recipient cannot be sender"),
        [131026] = (400, "Message undeliverable"),
        [131030] = (400, "Recipient phone number not in allowed list"),
        [131031] = (403, "Business account has been locked"),
        [131037] = (400, "WhatsApp provided number needs display name approval before message can be sent."),
        [131042] = (400, "Business eligibility payment issue"),
        [131045] = (500, "Incorrect certificate"),
        [131047] = (400, "Re-engagement message"),
        [131048] = (400, "Spam rate limit hit"),
        [131049] = (400, "This message was not delivered to maintain healthy ecosystem engagement."),
        [131050] = (400, "User has stopped marketing messages from this business"),
        [131051] = (400, "Message type unknown"),
        [131052] = (400, "Media download error"),
        [131053] = (400, "Media upload error"),
        [131055] = (400, "Method not allowed"),
        [131056] = (400, "(Business Account, Consumer Account) pair rate limit hit"),
        [131057] = (500, "Account in maintenance mode"),
        [131060] = (400, "This message is unavailable"),
        [131062] = (400, "Business-scoped User ID recipients are not supported for this message"),
        [131063] = (400, "Marketing templates are not available on this API"),
        [132000] = (400, "Number of parameters does not match the expected number of params"),
        [132001] = (404, "Template name does not exist in the translation"),
        [132005] = (400, "Template hydrated text too long"),
        [132007] = (400, "Template format character policy violated"),
        [132012] = (400, "Parameter format does not match format in the created template"),
        [132015] = (400, "Template is paused"),
        [132016] = (400, "Template is disabled"),
        [132018] = (400, "Template parameter validation failed"),
        [132068] = (400, "Flow is in blocked state"),
        [132069] = (400, "Flow is in throttled state"),
        [133000] = (500, "Incomplete deregistration"),
        [133004] = (503, "Server temporarily unavailable"),
        [133005] = (400, "Two step verification PIN mismatch"),
        [133006] = (400, "Phone number re-verification needed"),
        [133008] = (400, "Too many two step verification PIN guesses"),
        [133009] = (400, "Two step verification PIN guessed too fast"),
        [133010] = (400, "Phone number not registered"),
        [133015] = (400, "Please wait a few minutes before attempting to register this phone number"),
        [133016] = (400, "Account register deregister rate limit exceeded"),
        [134100] = (400, "Only marketing messages supported"),
        [134101] = (400, "Template is still syncing"),
        [135000] = (400, "Generic user error"),
        [137000] = (400, "Recipient identity key hash mismatch"),
    };

    /// <summary>The error of a code; an unknown code gives HTTP 400, so that any number can be injected as a fault.</summary>
    public static GraphError Of(int code, string? details = null)
    {
        var (http, title) = Known.GetValueOrDefault(code, (400, "Unknown error"));
        return new GraphError(http, code, title, details ?? title);
    }

    public static GraphError Missing(string parameter) =>
        new(400, 100, "Invalid parameter", $"The parameter {parameter} is required.", PlainMessage: $"(#100) The parameter {parameter} is required.");

    public static GraphError Invalid(string message) =>
        new(400, 100, "Invalid parameter", message, PlainMessage: $"(#100) {message}");

    public static GraphError MissingField(string field) => Of(131008, $"Parameter {field} is mandatory");

    public static GraphError BadValue(string details) => Of(131009, details);

    public static GraphError NoToken() =>
        new(401, 104, "Access token missing", PlainMessage: "An access token is required to request this resource.");

    public static GraphError BadToken() =>
        new(401, 190, "Invalid token", PlainMessage: "Invalid OAuth access token - Cannot parse access token");

    public static GraphError NoAccess() => Of(200);

    public static GraphError NoScope(string scope) =>
        new(403, 10, "Permission denied", PlainMessage: $"(#10) Application does not have permission for this action: {scope} is missing");

    public static GraphError UnknownNode(string method, string node) => new(
        400, 100, "Invalid parameter", Subcode: 33,
        PlainMessage: $"Unsupported {method} request. Object with ID '{node}' does not exist, cannot be loaded due to missing permissions, or does not support this operation.");

    public static GraphError UnknownPath(string method) =>
        new(400, 2500, "Unknown path components", PlainMessage: $"Unknown path components: the emulator has no such {method} call");
}
