using OrleansWa.CloudApiEmulator.Accounts;
using OrleansWa.CloudApiEmulator.Clock;
using OrleansWa.CloudApiEmulator.Faulting;
using OrleansWa.CloudApiEmulator.Graph;
using OrleansWa.CloudApiEmulator.Inspection;
using OrleansWa.CloudApiEmulator.Media;
using OrleansWa.CloudApiEmulator.Messages;
using OrleansWa.CloudApiEmulator.Phones;
using OrleansWa.CloudApiEmulator.Templates;
using OrleansWa.CloudApiEmulator.Webhooks;

namespace OrleansWa.CloudApiEmulator;

/// <summary>The parts of the emulator that its control surface touches.</summary>
internal sealed record World(
    EmulatorClock Clock, EventScheduler Scheduler, Chance Chance, FaultBox Faults, AccountDirectory Directory, AppEndpoint Apps, TemplateReview Review,
    PhoneBook Phones, PatientWriter Writer, InboundLog Inbound, MessageLog Messages, MediaStore Media, RequestRecorder Requests, WebhookLog Webhooks,
    WebhookPublisher Publisher, UsageMeter Usage, Wamids Wamids);
