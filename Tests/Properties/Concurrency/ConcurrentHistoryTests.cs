using DmabufVerify.Optimised.Lifecycle;
using DmabufVerify.Properties.Concurrency;
using DmabufVerify.Properties.Generation;
using DmabufVerify.Properties.Laws;
using DmabufVerify.Properties.Laws.Engine;
using DmabufVerify.Properties.Voting;
using DmabufVerify.Vocabulary;

namespace DmabufVerify.Tests.Properties.Concurrency;

/// <summary>The engine under schedules of threads.</summary>
public sealed class ConcurrentHistoryTests
{
    private const int Wanted = 50;

    private static readonly Scenario Race = Some.Sharing([new PfnRun(0x10, 2)], Some.Free("a")) with
    {
        Steps =
        [
            new Step(new Operation.Attach("a")), new Step(new Operation.Detach("a"), 1), new Step(new Operation.Detach("a"), 2),
            new Step(new Operation.GetConstraints(), 2),
        ],
    };

    [Fact]
    public void Prologue_is_done_first_and_calls_keep_the_order_of_their_thread()
    {
        ConcurrentHistory history = ConcurrentHistory.Run(Race, Engine, seed: 3);

        Assert.Equal([new Step(new Operation.Export()), Race.Steps[0]], history.Prologue);
        Assert.Equal(Race.Steps.Skip(2).Select(s => s.Operation), history.Calls.Where(c => c.Thread == 2).Select(c => c.Operation));
        Assert.All(history.Calls, c => Assert.True(c.Called <= c.Returned && c.Result is not null, c.ToString()));
        Assert.Equal(history.Calls.OrderBy(c => c.Called), history.Calls);
        Assert.Equal((false, 0), (history.IsDeadlocked, history.Final!.Attachments.Count));
    }

    [Fact]
    public void Same_seed_gives_the_same_history()
    {
        static (IReadOnlyList<Call>, BufferView?) Play(ulong seed)
        {
            ConcurrentHistory history = ConcurrentHistory.Run(Race, Engine, seed);
            return (history.Calls, history.Final);
        }

        for (ulong seed = 0; seed < 10; seed++)
        {
            (IReadOnlyList<Call> calls, BufferView? final) = Play(seed);
            (IReadOnlyList<Call> again, BufferView? finalAgain) = Play(seed);
            Assert.Equal(calls, again);
            Assert.Equal(final, finalAgain);
        }

        Assert.InRange(Enumerable.Range(0, 30).Select(seed => string.Join(';', Play((ulong)seed).Item1)).Distinct().Count(), 2, 30);
    }

    [Fact]
    public void Engine_passes_over_random_histories()
    {
        foreach (Scenario scenario in Drawn())
        {
            LawResult result = EngineLinearizable.Law.Check(new Case(scenario, TestVoters.Two));
            Assert.True(result.Outcome == LawOutcome.Holds, $"{result.Violation?.Picture} of {scenario}");
        }
    }

    [Fact]
    public void Engine_that_detaches_without_the_lock_is_found()
    {
        Voters broken = TestVoters.Two with
        {
            ConcurrentEngine = (scenario, gate) => new EngineBuffer(scenario, gate: new OpenFor("detach", gate)),
        };

        Violation[] found = [.. Drawn().Select(scenario => EngineLinearizable.Law.Check(new Case(scenario, broken)).Violation).OfType<Violation>()];

        Assert.NotEmpty(found);
        Assert.All(found, violation => Assert.Contains("thread 0:", violation.Picture, StringComparison.Ordinal));
        Assert.All(found, violation => Assert.Equal("optimised", violation.Suspect));
    }

    [Fact]
    public void Threads_that_wait_for_ever_break_the_law_though_the_calls_that_returned_have_an_order()
    {
        Voters stuck = TestVoters.Two with { ConcurrentEngine = (s, gate) => new EngineBuffer(s, gate: new NeverGivesBack(gate)) };
        ConcurrentHistory history = ConcurrentHistory.Run(Race, stuck.ConcurrentEngine, seed: 0);
        Violation? violation = EngineLinearizable.Law.Check(new Case(Race, stuck)).Violation;

        Assert.True(history.IsDeadlocked);
        Assert.Single(history.Calls.Select(c => c.Thread).Distinct());
        Assert.True(Linearization.Of(history).IsLinearizable);
        Assert.Equal("the threads go on", violation?.Conjunct);
        Assert.Contains("the threads wait for one another", violation!.Picture, StringComparison.Ordinal);
    }

    private static IDmaBuf Engine(Scenario scenario, EngineGate gate) => new EngineBuffer(scenario, gate: gate);

    private static Scenario[] Drawn()
    {
        var generator = new ScenarioGenerator(GeneratorSettings.Default, RealInputs.None);
        return
        [
            .. Enumerable.Range(0, int.MaxValue).Select(i => generator.Draw(Regime.Lifecycle, SplitMix64.At(20150129, (ulong)i)))
                .Where(ConcurrentHistory.IsConcurrent)
                .Take(Wanted),
        ];
    }

    /// <summary>Lets one operation in at any time, as if its author had forgotten the lock.</summary>
    private sealed class OpenFor(string forgotten, EngineGate gate) : EngineGate
    {
        public override void Enter(string operation)
        {
            if (operation != forgotten)
            {
                gate.Enter(operation);
            }
        }

        public override void Exit(string operation)
        {
            if (operation != forgotten)
            {
                gate.Exit(operation);
            }
        }

        public override void Point(string where) => gate.Point(where);
    }

    /// <summary>Keeps the lock for good.</summary>
    private sealed class NeverGivesBack(EngineGate gate) : EngineGate
    {
        public override void Enter(string operation) => gate.Enter(operation);

        public override void Exit(string operation)
        {
        }

        public override void Point(string where) => gate.Point(where);
    }
}
