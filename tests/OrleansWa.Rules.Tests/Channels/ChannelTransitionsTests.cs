using OrleansWa.Contracts.Channels;
using OrleansWa.Grains.Channels;

namespace OrleansWa.Rules.Tests.Channels;

public sealed class ChannelTransitionsTests
{
    // Written from SPEC section 3, not from the code. "-" is: does not fit, recorded and ignored.
    private const string Expected = """
                           Unknown Disconnected Connecting   QrRequired   Pairing      Connected    PhoneDisconn Reconnecting Error        Suspended
        Unknown            -       -            -            -            -            -            -            -            -            -
        Start              -       Connecting   -            -            -            -            -            -            Connecting   -
        ConnectSucceeded   -       -            Connected    Connected    Connected    -            Connected    Connected    Connected    -
        ConnectFailed      -       -            Reconnecting -            Reconnecting -            -            Reconnecting Error        -
        ConnectRefused     -       -            Error        Error        Error        -            -            Error        Error        -
        QrIssued           -       -            QrRequired   QrRequired   -            -            -            QrRequired   -            -
        QrExpired          -       -            -            Disconnected -            -            -            -            -            -
        Scanned            -       -            Pairing      Pairing      -            -            -            -            -            -
        PairingFailed      -       -            -            -            QrRequired   -            -            -            -            -
        ConnectionLost     -       -            Reconnecting Reconnecting Reconnecting Reconnecting Reconnecting -            -            -
        PhoneLost          -       -            -            -            -            PhoneDisconnected -       -            -            -
        PhoneBack          -       -            -            -            -            -            Connected    -            -            -
        AttemptsExhausted  -       -            -            -            -            -            -            Error        -            -
        Stop               -       -            Disconnected Disconnected Disconnected Disconnected Disconnected Disconnected Disconnected -
        Logout             -       Disconnected Disconnected Disconnected Disconnected Disconnected Disconnected Disconnected Disconnected Suspended
        Suspend            -       Suspended    Suspended    Suspended    Suspended    Suspended    Suspended    Suspended    Suspended    -
        Resume             -       -            -            -            -            -            -            -            -            Disconnected
        Restart            -       Connecting   Connecting   Connecting   Connecting   Connecting   Connecting   Connecting   Connecting   -
        AuthError          -       -            Error        Error        Error        Error        Error        Error        Error        -
        """;

    public static TheoryData<string, string, string> Pairs()
    {
        var data = new TheoryData<string, string, string>();
        foreach (var row in Expected.Split('\n').Skip(1).Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries)))
        {
            foreach (var status in Enum.GetValues<ChannelStatus>())
            {
                data.Add(status.ToString(), row[0], row[1 + (int)status]);
            }
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Pairs))]
    public void Next_ForEveryPair_IsTheTables(string status, string happened, string expected)
    {
        var next = ChannelTransitions.Next(Enum.Parse<ChannelStatus>(status), Enum.Parse<ChannelEvent>(happened));

        (next?.ToString() ?? "-").ShouldBe(expected);
    }

    [Fact]
    public void Table_NamesEveryEventAndStatus()
    {
        var events = Expected.Split('\n').Skip(1).Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries)).ToList();

        events.Select(row => row[0]).ShouldBe(Enum.GetNames<ChannelEvent>());
        events.ShouldAllBe(row => row.Length == 1 + Enum.GetValues<ChannelStatus>().Length);
    }

    [Fact]
    public void Next_ForValuesNobodyDefined_IsIgnored()
    {
        ChannelTransitions.Next((ChannelStatus)99, ChannelEvent.Start).ShouldBeNull();
        ChannelTransitions.Next(ChannelStatus.Connected, (ChannelEvent)99).ShouldBeNull();
    }

    [Fact]
    public void Next_WhenAPhoneWasOffOvernight_ComesBackByItself()
    {
        ChannelEvent[] night =
        [
            ChannelEvent.Start, ChannelEvent.ConnectSucceeded, ChannelEvent.PhoneLost, ChannelEvent.ConnectionLost, ChannelEvent.ConnectFailed,
            ChannelEvent.AttemptsExhausted, ChannelEvent.ConnectFailed, ChannelEvent.ConnectSucceeded,
        ];

        Play(ChannelStatus.Disconnected, night).ShouldBe(ChannelStatus.Connected);
    }

    [Fact]
    public void Next_WhenAnAttemptAnswersAfterAStop_StaysStopped() =>
        Play(ChannelStatus.Reconnecting, [ChannelEvent.Stop, ChannelEvent.ConnectSucceeded, ChannelEvent.QrIssued])
            .ShouldBe(ChannelStatus.Disconnected);

    private static ChannelStatus Play(ChannelStatus from, ChannelEvent[] events) =>
        events.Aggregate(from, (status, happened) => ChannelTransitions.Next(status, happened) ?? status);
}
