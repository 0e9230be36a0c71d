using System.Text.Json;
using OrleansWa.CloudApiEmulator.Accounts;
using OrleansWa.CloudApiEmulator.Clock;
using OrleansWa.CloudApiEmulator.Faulting;
using OrleansWa.CloudApiEmulator.Graph;
using OrleansWa.CloudApiEmulator.Media;
using OrleansWa.CloudApiEmulator.Phones;
using OrleansWa.CloudApiEmulator.Statuses;

namespace OrleansWa.CloudApiEmulator.Messages;

/// <summary><c>POST /{number}/messages</c>: the hot path. Checks, limits, faults, then the message is accepted and lives on by itself.</summary>
internal sealed class MessageEndpoint(
    FaultBox faults, EmulatorClock clock, MediaStore media, PhoneBook phones, MessageLog log,
    InboundLog inbound, Wamids wamids, StatusPlan statuses, TraceIds traces)
{
    public async ValueTask<GraphResponse> Handle(GraphCall call, BusinessNumber number)
    {
        if (!call.Token.Allows(AccessToken.Messaging)) return Fail(GraphErrors.NoScope(AccessToken.Messaging));
        var response = Process(call, number, out var fault);
        var delay = faults.Current.ResponseDelayMilliseconds + (fault is { Kind: SendFaultKind.Slow } slow ? slow.Milliseconds : 0);
        if (delay > 0) await Task.Delay(TimeSpan.FromMilliseconds(delay), clock, call.Http.RequestAborted);
        if (fault is not null) await BrokenAnswers.Apply(call, fault, clock);
        return response;
    }

    private GraphResponse Process(GraphCall call, BusinessNumber number, out SendFault? fault)
    {
        fault = null;
        try
        {
            using var document = JsonDocument.Parse(call.Body);
            return document.RootElement.Text("status") is not null
                ? MarkAsRead(document.RootElement)
                : Send(call, number, document.RootElement, out fault);
        }
        catch (JsonException)
        {
            return Fail(GraphErrors.Invalid("The body is not valid JSON."));
        }
    }

    private GraphResponse MarkAsRead(JsonElement request)
    {
        if (request.Text("messaging_product") != "whatsapp") return Fail(GraphErrors.Missing("messaging_product"));
        if (request.Text("status") != "read") return Fail(GraphErrors.Invalid("Param status must be one of {READ}."));
        if (request.Text("message_id") is not { } id) return Fail(GraphErrors.Missing("message_id"));
        if (inbound.Find(id) is not { } line) return Fail(GraphErrors.Invalid("Invalid message id."));
        line.ReadByBusiness = true;
        return GraphResponse.Success;
    }

    private GraphResponse Send(GraphCall call, BusinessNumber number, JsonElement message, out SendFault? fault)
    {
        fault = null;
        if (SendRequest.Read(message, new SendContext(number, media), out var request) is { } wrong) return Fail(wrong);
        if (call.Edge == "marketing_messages" && request!.Template?.Category != "MARKETING") return Fail(GraphErrors.Of(134100));
        fault = faults.Take(number.Id, request!.Recipient);
        if (Injected(fault) is { } injected) return injected;
        var phone = phones.Of(request.Recipient);
        var conversation = phone.With(number.Id);
        if (Refused(number, request, phone, conversation) is { } refused) return Fail(refused);
        return Accept(call, number, request, phone, conversation, fault);
    }

    /// <summary>Faults that keep the message from being accepted.</summary>
    private GraphResponse? Injected(SendFault? fault) => fault switch
    {
        { Kind: SendFaultKind.Error } => Fail(GraphErrors.Of(fault.Code) is var e && fault.HttpStatus is { } status ? e with { HttpStatus = status } : GraphErrors.Of(fault.Code)),
        { Kind: SendFaultKind.Html } => BrokenAnswers.Html(fault.HttpStatus ?? 502),
        { Kind: SendFaultKind.AbortBeforeAccept } => new GraphResponse(0, default),
        _ => null,
    };

    private GraphError? Refused(BusinessNumber number, SendRequest request, EmulatedPhone phone, Conversation conversation)
    {
        var limits = faults.Current;
        var now = clock.GetUtcNow();
        if (!number.Registration.Connected) return GraphErrors.Of(133010);
        if (request.Recipient == number.Digits) return GraphErrors.Of(131021);
        if (limits.TestNumber && !limits.AllowedRecipients.Contains(request.Recipient)) return GraphErrors.Of(131030);
        if (limits.ThroughputPerSecond > 0 && !number.Throughput.Take(now, limits.ThroughputPerSecond, TimeSpan.FromSeconds(1))) return GraphErrors.Of(130429);
        if (limits.PairLimit && !conversation.TakePair(now)) return GraphErrors.Of(131056);
        if (limits.Window == WindowRule.Sync && request.Template is null && !conversation.WindowOpen(now)) return GraphErrors.Of(131047);
        return request.Template?.Category == "AUTHENTICATION" && phone.WaId.Length == 0 ? GraphErrors.Of(131062) : null;
    }

    private GraphResponse Accept(GraphCall call, BusinessNumber number, SendRequest request, EmulatedPhone phone, Conversation conversation, SendFault? fault)
    {
        var now = clock.GetUtcNow();
        var inWindow = conversation.WindowOpen(now);
        var message = new AcceptedMessage
        {
            Id = wamids.FromBusiness(phone.WaId.Length > 0 ? phone.WaId : phone.UserId),
            PhoneNumberId = number.Id,
            To = request.Input,
            WaId = phone.WaId,
            Type = request.Type,
            TemplateName = request.Template?.Name,
            CallbackData = request.CallbackData,
            AcceptedAt = now,
            Body = call.Body,
            Category = request.Template?.Category.ToLowerInvariant() ?? "service",
        };
        log.Add(message);
        statuses.Start(new Sending(message, number, phone, inWindow), LaterFailure(request, phone, inWindow, fault));
        return Accepted(message, request, phone);
    }

    /// <summary>What makes an accepted message fail by webhook.</summary>
    private GraphError? LaterFailure(SendRequest request, EmulatedPhone phone, bool inWindow, SendFault? fault)
    {
        if (fault is { Kind: SendFaultKind.AsyncError }) return GraphErrors.Of(fault.Code);
        if (!phone.OnWhatsApp) return GraphErrors.Of(131026);
        if (request.Template is null && !inWindow && faults.Current.Window == WindowRule.Async)
            return GraphErrors.Of(131047, "Message failed to send because more than 24 hours have passed since the customer last replied to this number.");
        if (request.Template?.Category == "MARKETING" && phone.MarketingStopped) return GraphErrors.Of(131050);
        return request.MediaMismatch ? GraphErrors.Of(131053) : null;
    }

    private static GraphResponse Accepted(AcceptedMessage message, SendRequest request, EmulatedPhone phone) => GraphResponse.Json(w =>
    {
        w.WriteStartObject();
        w.WriteString("messaging_product", "whatsapp");
        w.WriteStartArray("contacts");
        w.WriteStartObject();
        w.WriteString("input", request.Input);
        if (request.ByUserId) w.WriteString("user_id", phone.UserId);
        else w.WriteString("wa_id", phone.WaId);
        w.WriteEndObject();
        w.WriteEndArray();
        w.WriteStartArray("messages");
        w.WriteStartObject();
        w.WriteString("id", message.Id);
        if (request.Template is not null) w.WriteString("message_status", "accepted");
        w.WriteEndObject();
        w.WriteEndArray();
        w.WriteEndObject();
    });

    private GraphResponse Fail(GraphError error) => GraphResponse.Failed(error, traces.Next());
}
