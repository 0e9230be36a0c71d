using OrleansWa.CloudApiEmulator.Clock;
using OrleansWa.CloudApiEmulator.Faulting;
using OrleansWa.CloudApiEmulator.Graph;
using OrleansWa.CloudApiEmulator.Phones;

namespace OrleansWa.CloudApiEmulator.Statuses;

/// <summary>Plays what happens to an accepted message: sent, delivered, read (or failed), each after a random delay, and the patient's answer.</summary>
internal sealed class StatusPlan(
    EmulatorOptions options, FaultBox faults, Chance chance, EventScheduler scheduler, EmulatorClock clock, StatusPublisher publisher, PhoneBook phones, PatientWriter writer)
{
    public void Start(Sending sending, GraphError? failure)
    {
        var at = Step();
        if (failure is not null)
        {
            scheduler.After(at, () => publisher.Fail(sending, failure));
            return;
        }

        scheduler.After(at, () => publisher.Advance(sending, "sent"));
        // A reaction gets no further status.
        if (!sending.Phone.Reachable || sending.Message.Type == "reaction") return;
        var reads = sending.Phone.ReadReceipts;
        var skipsDelivered = reads && chance.Hits(faults.Current.SkipDeliveredRate);
        at += Step();
        scheduler.After(at, () => Arrive(sending, tells: !skipsDelivered));
        if (reads) scheduler.After(at + Step(), () => publisher.Advance(sending, "read"));
    }

    private TimeSpan Step() => chance.Between(options.StatusDelayMin, options.StatusDelayMax);

    private void Arrive(Sending sending, bool tells)
    {
        var conversation = sending.Phone.With(sending.Number.Id);
        conversation.Add(new ChatLine { Id = sending.Message.Id, Type = sending.Message.Type, At = clock.GetUtcNow(), Sent = sending.Message });
        if (tells) publisher.Advance(sending, "delivered");
        if ((sending.Phone.Answers ?? phones.DefaultAnswers) is { } answers) Answer(sending, conversation, answers);
    }

    private void Answer(Sending sending, Conversation conversation, AutoAnswers answers)
    {
        var text = ChatText.Of(sending.Message.Body, sending.Number);
        if (answers.Answer(text, conversation) is { } reply) scheduler.After(answers.Delay, () => writer.Write(sending.Phone, sending.Number, reply));
    }
}
