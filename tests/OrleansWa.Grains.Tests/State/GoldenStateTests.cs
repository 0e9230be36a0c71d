using System.Collections;
using System.Text.Json;
using System.Text.Json.Nodes;
using OrleansWa.Contracts.Channels;
using OrleansWa.Contracts.Tenants;

namespace OrleansWa.Grains.Tests.State;

/// <summary>What was stored once is read for ever: the files are what a database may hold, byte by byte.</summary>
public sealed class GoldenStateTests
{
    private const string Folder = "tests/OrleansWa.Grains.Tests/State/Golden";

    public static TheoryData<string> Shapes => [.. GoldenState.All.Select(golden => golden.File)];

    public static TheoryData<string> PresentShapes => [.. GoldenState.All.Where(golden => golden.IsPresent).Select(golden => golden.File)];

    public static TheoryData<string, string> PresentMembers
    {
        get
        {
            var members = new TheoryData<string, string>();
            foreach (var golden in GoldenState.All.Where(golden => golden.IsPresent))
            {
                foreach (var member in golden.Members(Activator.CreateInstance(golden.Type)!).Keys)
                {
                    members.Add(golden.File, member);
                }
            }

            return members;
        }
    }

    [Fact]
    public void Schemas_EachHaveTheirFile()
    {
        var missing = GoldenState.All.Select(golden => golden.File).Except(GoldenState.Files).Select(file =>
            $"{Folder}/{file} is missing: a database may hold that schema. Give {nameof(ExampleStates)} an example with every member set and save what "
            + "StateJson.Write makes of it as that file. Never change or remove an older file.");
        missing.ShouldBeEmpty();
        GoldenState.Files.Except(GoldenState.All.Select(golden => golden.File))
            .Select(file => $"{Folder}/{file} is of no schema that a state has: a schema number never goes back, and a state that was shipped stays readable.")
            .ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Read_OfAShapeThatWasShipped_GivesWhatItMeans(string file)
    {
        var golden = GoldenState.Of(file);
        SameMembers(golden, golden.Read(golden.Text), ExampleStates.ByFile[file]);
    }

    [Theory]
    [MemberData(nameof(PresentShapes))]
    public void Write_OfThePresentShape_GivesTheFileByteByByte(string file)
    {
        var golden = GoldenState.Of(file);
        golden.Write(ExampleStates.ByFile[file]).ShouldBe(golden.Text, $"stored states would look otherwise than {Folder}/{file}");
        golden.Write(golden.Read(golden.Text)).ShouldBe(golden.Text);
    }

    [Theory]
    [MemberData(nameof(PresentMembers))]
    public void Example_HasEveryMemberSet(string file, string member)
    {
        var golden = GoldenState.Of(file);
        var value = golden.Members(ExampleStates.ByFile[file])[member];
        AsText(value).ShouldNotBe(AsText(golden.Members(Activator.CreateInstance(golden.Type)!)[member]), "the file would not show how it is stored");
        Unset(value, member).ShouldBeEmpty();
    }

    /// <summary>Every member was added at some time: a state from before has none, and is read as if it had never been set.</summary>
    [Theory]
    [MemberData(nameof(PresentMembers))]
    public void Read_WhenAMemberWasAddedLater_HasItsDefault(string file, string member)
    {
        var golden = GoldenState.Of(file);
        var json = golden.Json;
        json.Remove(JsonNamingPolicy.CamelCase.ConvertName(member)).ShouldBeTrue();
        var read = golden.Members(golden.Read(json.ToJsonString()));
        AsText(read[member]).ShouldBe(AsText(golden.Members(Activator.CreateInstance(golden.Type)!)[member]));
        read.Where(other => other.Key != member).Select(other => AsText(other.Value))
            .ShouldBe(golden.Members(ExampleStates.ByFile[file]).Where(other => other.Key != member).Select(other => AsText(other.Value)));
    }

    [Theory]
    [MemberData(nameof(PresentShapes))]
    public void Read_WhenALaterProgramAddedAMember_IgnoresIt(string file)
    {
        var golden = GoldenState.Of(file);
        var json = golden.Json;
        json.Add("addedLater", new JsonObject { ["deep"] = new JsonArray(1, "two") });
        SameMembers(golden, golden.Read(json.ToJsonString()), ExampleStates.ByFile[file]);
    }

    [Theory]
    [MemberData(nameof(PresentShapes))]
    public void Read_WhenTheSchemaIsNewer_IsRefusedWithTheGrainAndTheRemedy(string file)
    {
        var golden = GoldenState.Of(file);
        var refused = Should.Throw<InvalidOperationException>(() => golden.Read(golden.Text, golden.Schema + 1));
        refused.Message.ShouldBe(
            $"The state 'state' of grain wa.test acme/one has schema {golden.Schema + 1}, this program knows {golden.Type.Name} up to {golden.Schema}: "
            + "a newer program wrote it. Run that one, or restore a backup from before it.");
    }

    [Theory]
    [InlineData("null")]
    [InlineData("{\"status\":")]
    [InlineData("{\"status\":\"no_such_word\"}")]
    [InlineData("{\"name\":7}")]
    public void Read_WhenItIsDamaged_SaysOfWhichGrain(string json)
    {
        var golden = GoldenState.Of("TenantState.v1.json");
        Should.Throw<InvalidOperationException>(() => golden.Read(json)).Message
            .ShouldStartWith("The state 'state' of grain wa.test acme/one cannot be read as TenantState of schema 1: ");
    }

    /// <summary>Words of enums are stored: they are as fixed as names of members.</summary>
    [Theory]
    [InlineData(typeof(ChannelStatus), "unknown disconnected connecting qr_required pairing connected phone_disconnected reconnecting error suspended")]
    [InlineData(typeof(ConnectorKind), "unknown cloud_api evolution wpp_connect")]
    [InlineData(typeof(ChannelRole), "unknown main broadcast")]
    [InlineData(typeof(TenantStatus), "unknown active suspended")]
    public void Words_OfEnums_StayAsStored(Type type, string words) =>
        Enum.GetNames(type).Select(JsonNamingPolicy.SnakeCaseLower.ConvertName).ShouldBe(words.Split(' '));

    [Fact]
    public void Words_OfEveryEnumThatIsStored_AreFixed()
    {
        var tested = typeof(GoldenStateTests).GetMethod(nameof(Words_OfEnums_StayAsStored))!.GetCustomAttributesData()
            .Where(data => data.AttributeType == typeof(InlineDataAttribute))
            .Select(data => (Type)((IReadOnlyList<System.Reflection.CustomAttributeTypedArgument>)data.ConstructorArguments[0].Value!)[0].Value!);
        GoldenState.All.SelectMany(golden => golden.Type.GetProperties())
            .Select(member => Nullable.GetUnderlyingType(member.PropertyType) ?? member.PropertyType)
            .Where(type => type.IsEnum).Distinct()
            .ShouldBe(tested, ignoreOrder: true);
    }

    private static void SameMembers(GoldenState golden, object read, object expected)
    {
        var members = golden.Members(expected);
        foreach (var (name, value) in golden.Members(read))
        {
            if (value is IEnumerable list and not string)
            {
                list.Cast<object>().ShouldBe(((IEnumerable)members[name]!).Cast<object>(), name);
            }
            else
            {
                AsText(value).ShouldBe(AsText(members[name]), name);
            }
        }
    }

    // Members of records inside a state, and of the records in its lists, that are not set.
    private static IEnumerable<string> Unset(object? value, string path) => value switch
    {
        null or "" or 0 or 0L or false => [path],
        string or ValueType and not IEnumerable => [],
        IEnumerable list => list.Cast<object>().SelectMany((item, i) => Unset(item, $"{path}[{i}]")),
        _ => value.GetType().GetProperties().Where(member => member.GetIndexParameters().Length == 0 && !member.GetMethod!.IsStatic)
            .SelectMany(member => Unset(member.GetValue(value), $"{path}.{member.Name}")),
    };

    private static string AsText(object? value) => JsonSerializer.Serialize(value);
}
