using System.Text.RegularExpressions;
using OrleansWa.Connectors.CloudApi;
using OrleansWa.Contracts.Channels;

namespace OrleansWa.Rules.Tests.Connectors;

public sealed partial class CloudApiErrorsTests
{
    // Reference 4.2, column "act": R retry, D wait, F fix, P give up. "131049 D" follows 4.3 and the decision that a day's wait is a wait; S is
    // our own: of the letter D, but for the whole number and for hours.
    private const string Table = """
        0 F|1 R|2 R|3 F|4 D|10 F|17 D|33 F|100 P|104 F|190 F|200 F|250 F|299 F|368 F|613 D|803 F|80007 D
        130429 D|130472 P|130497 P|131000 R|131005 F|131008 P|131009 P|131016 R|131021 P|131026 P|131030 F|131031 F|131037 F|131042 F|131044 F
        131045 F|131047 P|131048 S|131049 D|131050 P|131051 P|131052 P|131053 P|131055 F|131056 D|131057 R|131060 P|131062 P|131063 F|131064 D|131065 F
        132000 P|132001 P|132005 P|132007 P|132008 P|132012 P|132015 D|132016 F|132018 P|132068 F|132069 D
        133000 R|133004 R|133005 F|133006 F|133008 D|133009 D|133010 F|133015 D|133016 D
        134011 F|134100 P|134101 D|134102 F|135000 P|137000 P|138000 P|138013 P|138038 P|139000 P|139004 P|139100 P|139101 F|139102 R|139103 R
        141000 F|141999 F|147001 P|147005 P
        131020 P|131041 P|131059 P|131201 P|131202 P|131204 P|131207 P|131208 D|131209 P|131210 P|131211 P|131212 P|131213 P|131214 P|131215 P
        2388001 P|2388012 P|2388019 P|2388023 P|2388024 P|2388040 P|2388047 P|2388072 P|2388073 P|2388091 P|2388093 P|2388103 P|2388293 P|2388299 P
        2494100 P|200005 P|200006 P|200007 P|2593079 P|2593085 P|2593107 P|2593108 P|2593109 P|1752041 P
        """;

    public static TheoryData<int, ErrorAction> Codes()
    {
        var data = new TheoryData<int, ErrorAction>();
        foreach (Match row in RowPattern().Matches(Table))
        {
            data.Add(int.Parse(row.Groups[1].Value, null), ActionOf(row.Groups[2].Value));
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Codes))]
    public void Find_WhenCodeIsKnown_FollowsTheTableWhateverTheStatus(int code, ErrorAction action)
    {
        foreach (var status in new[] { 0, 200, 400, 401, 429, 500, 503 })
        {
            var rule = CloudApiErrors.Find(code, status);
            rule.Code.ShouldBe(code);
            rule.Action.ShouldBe(action);
            rule.Meaning.ShouldNotBeNullOrWhiteSpace();
            rule.Remedy.ShouldEndWith(".");
            rule.Remedy.ShouldNotContain("maintainers");
        }
    }

    [Theory]
    [InlineData(130429, ErrorScope.Channel, 5)]
    [InlineData(131056, ErrorScope.Pair, 6)]
    [InlineData(131049, ErrorScope.Message, 24 * 3600)]
    [InlineData(132015, ErrorScope.Message, 3 * 3600)]
    [InlineData(133015, ErrorScope.Channel, 300)]
    [InlineData(133016, ErrorScope.Channel, 72 * 3600)]
    public void Find_WhenCodeAsksToWait_SaysWhatAndHowLong(int code, ErrorScope scope, int seconds)
    {
        var rule = CloudApiErrors.Find(code);

        rule.Scope.ShouldBe(scope);
        rule.MinWait.ShouldBe(TimeSpan.FromSeconds(seconds));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(10)]
    [InlineData(190)]
    [InlineData(210)]
    [InlineData(131048)]
    [InlineData(133010)]
    public void Find_WhenTheChannelIsBroken_HoldsTheChannel(int code) => CloudApiErrors.Find(code).Scope.ShouldBe(ErrorScope.Channel);

    [Theory]
    [InlineData(368)]
    [InlineData(131031)]
    [InlineData(131042)]
    public void Find_WhenTheAccountIsBroken_HoldsAllItsChannels(int code) => CloudApiErrors.Find(code).Scope.ShouldBe(ErrorScope.Account);

    [Theory]
    [InlineData(132016)]
    [InlineData(132068)]
    [InlineData(131030)]
    public void Find_WhenOneTemplateOrRecipientIsBroken_HoldsOnlyItsMessages(int code) => CloudApiErrors.Find(code).Scope.ShouldBe(ErrorScope.Message);

    [Theory]
    [InlineData(500, ErrorAction.Retry, ErrorScope.Message)]
    [InlineData(503, ErrorAction.Retry, ErrorScope.Message)]
    [InlineData(429, ErrorAction.Wait, ErrorScope.Channel)]
    [InlineData(400, ErrorAction.GiveUp, ErrorScope.Message)]
    [InlineData(0, ErrorAction.GiveUp, ErrorScope.Message)]
    public void Find_WhenCodeIsUnknown_FollowsTheStatus(int status, ErrorAction action, ErrorScope scope)
    {
        var rule = CloudApiErrors.Find(987654321, status);

        (rule.Action, rule.Scope).ShouldBe((action, scope));
        rule.Remedy.ShouldNotBeEmpty();
    }

    [Fact]
    public void All_Always_HoldsOnlyCodesOfTheTestTable()
    {
        var tested = RowPattern().Matches(Table).Select(row => int.Parse(row.Groups[1].Value, null)).ToHashSet();

        CloudApiErrors.All.Select(rule => rule.Code).Where(code => !tested.Contains(code)).ShouldBeEmpty();
    }

    [Fact]
    public void All_WhenActionIsWait_HasAWait() =>
        CloudApiErrors.All.Where(rule => rule.Action == ErrorAction.Wait && rule.MinWait is null).ShouldBeEmpty();

    private static ErrorAction ActionOf(string letter) => letter switch
    {
        "R" => ErrorAction.Retry,
        "D" => ErrorAction.Wait,
        "F" => ErrorAction.Fix,
        "S" => ErrorAction.Slow,
        _ => ErrorAction.GiveUp,
    };

    [GeneratedRegex(@"(\d+) ([RDFPS])")]
    private static partial Regex RowPattern();
}
