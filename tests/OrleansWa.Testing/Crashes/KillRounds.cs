using System.Globalization;
using OrleansWa.Testing.Product;

namespace OrleansWa.Testing.Crashes;

/// <summary>
/// Kills the product again and again while patients write: after a drawn number of acknowledgements, or in the middle of its start. <c>OWA_KILLS=200</c> is
/// for more rounds, <c>OWA_KILL_SEED=7</c> for other moments.
/// </summary>
public sealed class KillRounds
{
    private const int DefaultRounds = 20;
    private const int MessagesPerRound = 100;
    private const int MessagesEach = 50;
    private readonly ProductProcess _product;
    private readonly PatientBurst _burst;
    private readonly Random _dice = new(Number("OWA_KILL_SEED", 1));

    /// <param name="product">Started, with a clinic whose flow answers each message with itself.</param>
    /// <param name="tenant">The clinic.</param>
    /// <param name="appSecret">Signs webhooks.</param>
    public KillRounds(ProductProcess product, string tenant, string appSecret)
    {
        _product = product;
        _burst = new PatientBurst(tenant, appSecret, people: Rounds * MessagesPerRound / MessagesEach, MessagesEach, connections: 8);
    }

    /// <summary>Rounds to play.</summary>
    public static int Rounds => Number("OWA_KILLS", DefaultRounds);

    /// <summary>The patients.</summary>
    public PatientBurst Burst => _burst;

    /// <summary>Kills in the middle of a start.</summary>
    public int KilledInStart { get; private set; }

    /// <summary>Kills under load.</summary>
    public int KilledUnderLoad { get; private set; }

    /// <summary>Plays all rounds, and sends the rest to a product that then stays.</summary>
    public async Task Play()
    {
        for (var round = 0; round < Rounds; round++)
        {
            if (_dice.Next(4) == 0)
            {
                await KillUnderLoad();
                await KillInStart();
            }
            else
            {
                await KillUnderLoad();
                await _product.Start();
            }
        }

        await _burst.Send(_product.Port);
    }

    // The rest of the messages must last for the rest of the rounds, hence the small steps.
    private async Task KillUnderLoad()
    {
        await _burst.Send(_product.Port, _burst.Acknowledged + _dice.Next(1, MessagesPerRound), _product.Kill);
        KilledUnderLoad++;
    }

    // Each question is a round trip, which the product refuses until it listens: the further the start, the more questions.
    private async Task KillInStart()
    {
        _product.Launch();
        await _product.Asked(_dice.Next(1, 400));
        await _product.Kill();
        KilledInStart++;
        await _product.Start();
    }

    private static int Number(string variable, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(variable), CultureInfo.InvariantCulture, out var number) ? number : otherwise;
}
