using System.Text;
using OrleansWa.Contracts.Messages;
using OrleansWa.Contracts.Webhooks;
using OrleansWa.Storage.Tests.Support;

namespace OrleansWa.Storage.Tests.Sqlite;

public sealed class ContentCodecTests
{
    [Fact]
    public async Task Content_PassesTheCodec_WhereverItIsStored()
    {
        await using var file = new SqliteFile();
        var store = await file.Open(codec: new RotatingCodec());
        var message = Some.Incoming("w1", "Diagnosis") with { ChoiceId = "Diagnosis", Json = """{"body":"Diagnosis"}""" };
        var kept = new KeptEvent("_platform", null, null, "account_update", null, "Diagnosis");
        var stored = await store.Intake.Append(Some.Rows(Some.Routed(message)) with { Kept = [kept] });
        await store.Messages.Accept(new NewMessage(Some.Outgoing("m1") with { Content = MessageContent.Text("Diagnosis") }));
        var read = (await store.Intake.Unhandled(Some.Tenant, Some.Channel, stored.Events[0].ContactId, 0, 10)).Single();
        (read.Text, read.ChoiceId).ShouldBe(("Diagnosis", "Diagnosis"));
        await store.Close();
        Encoding.UTF8.GetString(await File.ReadAllBytesAsync(file.Path)).ShouldNotContain("Diagnosis");
    }

    [Fact]
    public async Task Content_OfAnEarlierCodec_StaysReadable()
    {
        await using var file = new SqliteFile();
        await using (var plain = await file.Open())
        {
            await plain.Messages.Accept(new NewMessage(Some.Outgoing("m1")));
        }

        var store = await file.Open(codec: new RotatingCodec());
        (await store.Messages.Get(Some.Tenant, "m1"))!.Message.Content.ShouldBe(MessageContent.Text("oi"));
    }

    [Fact]
    public async Task Content_OfACodecThatIsNotConfigured_SaysSo()
    {
        await using var file = new SqliteFile();
        await using (var encrypted = await file.Open(codec: new RotatingCodec()))
        {
            await encrypted.Messages.Accept(new NewMessage(Some.Outgoing("m1")));
        }

        var store = await file.Open();
        var failure = await Should.ThrowAsync<InvalidOperationException>(async () => await store.Messages.Get(Some.Tenant, "m1"));
        failure.Message.ShouldContain("codec 7");
    }
}
