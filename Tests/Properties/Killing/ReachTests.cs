using DmabufVerify.Properties.Killing;
using DmabufVerify.Properties.Laws;

namespace DmabufVerify.Tests.Properties.Killing;

public sealed class ReachTests
{
    [Fact]
    public void Reach_has_what_runs_a_mutant_in_order_and_survives_being_written()
    {
        var mutants = new Fake();
        Law law = new("Fake", "=", NeedsSolver: false, mutants.Look) { Subject = LawSubject.Everything };
        var trial = new Trial([law], new KillSettings([7], 32, 0), RealData.Shipped);

        Reach reach = Reach.Of(trial, TestVoters.Two, mutants);
        using var file = new MemoryStream();
        using (var writer = new BinaryWriter(file, System.Text.Encoding.UTF8, leaveOpen: true))
        {
            reach.Write(writer);
        }

        file.Position = 0;
        using var reader = new BinaryReader(file);
        Reach again = Reach.Read(reader);
        foreach (Reach known in new[] { reach, again })
        {
            Assert.Equal(trial.Everything, known.Of(Fake.Always));
            Assert.Equal(mutants.Steps.Select(index => new Shown(0, 0, index)), known.Of(Fake.WithSteps));
            Assert.Empty(known.Of(99));
        }

        Assert.InRange(mutants.Steps.Count, 1, 31);
    }

    /// <summary>One mutant that everything runs, one that only scenarios with steps run.</summary>
    private sealed class Fake : IMutantSwitch
    {
        public const int Always = 3;
        public const int WithSteps = 5;
        private readonly List<int> _run = [];
        private int _asked;

        public List<int> Steps { get; } = [];

        public LawResult Look(Case c)
        {
            bool hasSteps = c.Scenario.Steps.Count > 0;
            _run.AddRange(hasSteps ? [Always, WithSteps] : [Always]);
            if (hasSteps)
            {
                Steps.Add(_asked);
            }

            _asked++;
            return LawResult.Holds;
        }

        public void Turn(int? mutant) => throw new InvalidOperationException("all are off while it is looked what is run");

        public IReadOnlyCollection<int> RunBy(Action action)
        {
            _run.Clear();
            action();
            return [.. _run];
        }
    }
}
