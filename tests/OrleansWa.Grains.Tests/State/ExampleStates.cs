using OrleansWa.Contracts.Channels;
using OrleansWa.Contracts.Contacts;
using OrleansWa.Contracts.DeadLetters;
using OrleansWa.Contracts.Messages;
using OrleansWa.Contracts.Tenants;
using OrleansWa.Grains.Channels;
using OrleansWa.Grains.Conversations;
using OrleansWa.Grains.Flows;
using OrleansWa.Grains.Security;
using OrleansWa.Grains.Tenants;

namespace OrleansWa.Grains.Tests.State;

/// <summary>What each golden file means today, every member set, by the file's name. An older file keeps its entry: it says how the shape is read now.</summary>
internal static class ExampleStates
{
    private static readonly DateTimeOffset At = new DateTimeOffset(2026, 3, 1, 12, 30, 45, TimeSpan.Zero).AddTicks(1_234_567);

    public static readonly IReadOnlyDictionary<string, object> ByFile = new Dictionary<string, object>(StringComparer.Ordinal)
    {
        ["BootstrapState.v1.json"] = new BootstrapState { TokenHash = "9f86d081884c7d65", Closed = true },
        ["ChannelState.v1.json"] = new ChannelState
        {
            Status = ChannelStatus.PhoneDisconnected,
            StatusSince = At,
            Problem = new ChannelProblem("TOKEN_INVALID", "A Meta recusou o token.", "Gere outro token de sistema."),
            Connector = ConnectorKind.CloudApi,
            Role = ChannelRole.Broadcast,
            DisplayName = "Recepção 😀 \"Centro\" <b> & 'Sul'",
            AccessToken = "v1:c2VjcmV0",
            CloudApi = new CloudApiSettings("100000000000001", "200000000000002"),
            Number = new NumberProfile("+55 11 4000-0000", "Clínica São João", "GREEN", "TIER_2K", "STANDARD", "APPROVED"),
            MessagesPerDay = 5_000,
            Quota = new QuotaState("2026-03-01", 150),
            FirstConnectedDay = "2026-02-14",
            TimeZone = "America/Sao_Paulo",
            ReconnectAttempts = 3,
            NextAttemptAt = At.AddMinutes(8),
            RanBeforeSuspension = true,
            IgnoredEvents = 2,
            Slowdown = new Slowdown(At.AddHours(3), 40, new ChannelProblem("131048", "Muitas denúncias.", "Pause as campanhas.")),
            CreatedAt = At.AddDays(-15),
        },
        ["ConversationState.v1.json"] = new ConversationState
        {
            HandledSeq = 9_007_199_254_740_993,
            LastInboundAt = At,
            BotOff = true,
            ContactName = "Ana Conceição",
            Phone = "5511987654321",
            Flow = new FlowExecution(
                "welcome", 4, "ask-name", FlowVariables.Empty.Set("name", "Ana").Set("Motivo", "linha 1\nlinha 2").Set("ção", ""), At.AddMinutes(-2), 7),
            LastFlowEnd = new FlowEnd("completed", "end"),
            Consent = new ConsentChange(true, At, "message:m-0"),
            MergedInto = "c_other",
            Pending =
            [
                new PendingMessage("m-1", "text", """{"body":"Olá Ana!"}""", "flow:welcome", "4bf92f3577b34da6a3ce929d0e0e4736"),
                new PendingMessage("m-2", "image", """{"id":"9"}""", "flow:welcome", "4bf92f3577b34da6a3ce929d0e0e4736"),
            ],
            Refused =
            [
                new RefusedEvent(
                    9_007_199_254_740_992,
                    "msg_a",
                    "text",
                    At.AddMinutes(-1),
                    new MessageError("event_refused", "No rule could handle it.", "The fault was Überlauf.", "Answer by hand.")),
            ],
            HandledAgainSeq = 9_007_199_254_740_991,
        },
        ["FlowState.v1.json"] = new FlowState { Name = "Boas-vindas", Priority = 10, DraftVersion = 5, PublishedVersion = 4, UpdatedAt = At },
        ["TenantState.v1.json"] = new TenantState
        {
            Status = TenantStatus.Suspended,
            Name = "Clínica São João",
            TimeZone = "America/Sao_Paulo",
            Locale = "pt-BR",
            AppSecret = "v1:YXBw",
            VerifyToken = "v1:dmVyaWZ5",
            Consent = new ConsentSettings(["sair", "não quero"], ["quero"], "Até logo.", "Bem-vinda de volta."),
            CreatedAt = At,
        },
    };
}
