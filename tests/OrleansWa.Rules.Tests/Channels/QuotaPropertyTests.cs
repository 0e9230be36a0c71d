using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using OrleansWa.Grains.Channels;

namespace OrleansWa.Rules.Tests.Channels;

/// <summary>Promise 5: a quota is never exceeded, also across a crash, a restart and a clock change.</summary>
public sealed class QuotaPropertyTests
{
    private static readonly DateOnly FirstDay = new(2026, 3, 10);

    // Steps of a channel's life: the clock moves by days (also back), messages wait, and the process may die before or after the write.
    private static readonly Arbitrary<Step[]> Lives = Arb.From(
        (from days in Gen.Frequency((6, Gen.Constant(0)), (2, Gen.Choose(1, 2)), (2, Gen.Choose(-3, -1)))
         from wanted in Gen.Choose(0, 120)
         from crash in Gen.Frequency((6, Gen.Constant(Crash.No)), (1, Gen.Constant(Crash.BeforeWrite)), (1, Gen.Constant(Crash.AfterWrite)))
         select new Step(days, wanted, crash)).ArrayOf());

    private static readonly Arbitrary<int> Limits = Arb.From(Gen.Choose(0, 300));

    private enum Crash
    {
        No,
        BeforeWrite,
        AfterWrite,
    }

    [Fact]
    public void Reserve_UnderAnyLife_NeverGrantsOrSendsMoreThanTheLimitOfADay() =>
        Prop.ForAll(Lives, Limits, (life, limit) =>
        {
            var channel = new ChannelModel(limit);
            foreach (var step in life)
            {
                channel.Play(step);
            }

            return channel.MostGrantedOfADay <= limit && channel.MostSentOfADay <= limit;
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(1_000));

    [Fact]
    public void Reserve_WithoutCrashOrClockChange_LosesNothingOfTheLimit() =>
        Prop.ForAll(Limits, limit =>
        {
            var channel = new ChannelModel(limit);
            for (var i = 0; i < 10; i++)
            {
                channel.Play(new Step(0, 30, Crash.No));
            }

            return channel.MostSentOfADay == limit;
        }).QuickCheckThrowOnFailure();

    private sealed record Step(int Days, int Wanted, Crash Crash);

    /// <summary>A channel as its grain is meant to use the rules, with the counts an outsider would make by its own calendar.</summary>
    private sealed class ChannelModel(int limit)
    {
        private readonly Dictionary<string, int> _granted = [];
        private readonly Dictionary<string, int> _sent = [];
        private QuotaState _stored = QuotaState.Empty;
        private DateOnly _today = FirstDay;
        private int _held;

        public int MostGrantedOfADay => _granted.Values.DefaultIfEmpty().Max();

        public int MostSentOfADay => _sent.Values.DefaultIfEmpty().Max();

        public void Play(Step step)
        {
            _today = _today.AddDays(step.Days);
            var day = _today.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
            _held = QuotaRules.IsSpendable(_stored, day) ? _held : 0;
            if (step.Wanted > _held && !Reserve(day, step))
            {
                return;
            }

            var sent = Math.Min(step.Wanted, _held);
            _held -= sent;
            _sent[day] = _sent.GetValueOrDefault(day) + sent;
        }

        private bool Reserve(string day, Step step)
        {
            var (next, granted) = QuotaRules.Reserve(_stored, limit, day, step.Wanted - _held);
            if (step.Crash == Crash.BeforeWrite)
            {
                _held = 0;
                return false;
            }

            _stored = next;
            _granted[day] = _granted.GetValueOrDefault(day) + granted;
            _held = step.Crash == Crash.AfterWrite ? 0 : _held + granted;
            return step.Crash == Crash.No;
        }
    }
}
