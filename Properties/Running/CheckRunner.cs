using System.Diagnostics;
using DmabufVerify.Properties.Coverage;
using DmabufVerify.Properties.Generation;
using DmabufVerify.Properties.Laws;
using DmabufVerify.Properties.Voting;

namespace DmabufVerify.Properties.Running;

/// <summary>Draws scenarios and looks at each under every law, on all cores.</summary>
public sealed class CheckRunner(RunSettings settings, Voters voters, RealInputs real)
{
    private readonly ScenarioGenerator _generator = new(settings.Generator, real);
    private readonly Stopwatch _clock = new();
    private long _drawn;
    private CrossSample? _sample;
    private volatile Worker[] _workers = [];
    private int _toSimplify;
    private int _simplified;

    /// <summary>Is told of every case; nobody when left out.</summary>
    public ICaseObserver? Observer { get; init; }

    /// <summary>Scenarios drawn so far; may be read while the run is under way.</summary>
    public long Drawn => Interlocked.Read(ref _drawn);

    /// <summary>Time since the start of the run.</summary>
    public TimeSpan Elapsed => _clock.Elapsed;

    /// <summary>Told of each finding as soon as it is shrunk, while others still wait: a run that is killed then has lost nothing it told.</summary>
    public Action<Finding>? Found { get; init; }

    /// <summary>What was seen so far; may be read while the run is under way. Workers do not wait for it, so it may lag a case behind.</summary>
    public RunCounts Counts
    {
        get
        {
            var sum = new Worker(this, first: 0);
            foreach (Worker worker in _workers)
            {
                sum.AddCounts(worker);
            }

            return sum.Counts();
        }
    }

    /// <summary>Runs until cases or time are spent or the token asks to stop; what was found by then is in the report.</summary>
    public RunReport Run(CancellationToken stop)
    {
        _clock.Restart();
        Interlocked.Exchange(ref _drawn, 0);
        (_toSimplify, _simplified) = (0, 0);
        _sample = settings.CrossCheck is { } cross && voters.SecondSolver is { } second ? new CrossSample(cross, settings, second) : null;
        Worker[] workers = [.. Enumerable.Range(0, settings.Workers).Select(first => new Worker(this, first))];
        _workers = workers;
        Thread[] threads = [.. workers.Select(worker => new Thread(() => worker.Work(stop)) { IsBackground = true })];
        foreach (Thread thread in threads)
        {
            thread.Start();
        }

        foreach (Thread thread in threads)
        {
            thread.Join();
        }

        var all = new Worker(this, first: 0);
        foreach (Worker worker in workers)
        {
            all.Add(worker);
        }

        return all.Report(Drawn, _clock, stop.IsCancellationRequested);
    }

    private bool IsSpent(long index) =>
        index >= (settings.Cases ?? long.MaxValue) || _clock.Elapsed >= (settings.Time ?? TimeSpan.MaxValue);

    /// <summary>Looks at every so many-th scenario, so that a run by cases is the same whatever the threads do.</summary>
    private sealed class Worker(CheckRunner runner, int first)
    {
        private readonly LawTally[] _tallies = [.. runner.Settings.Laws.Select(law => new LawTally(law, 0, 0, 0, 0))];
        private readonly Failure?[] _firstFailure = new Failure?[runner.Settings.Laws.Length];
        private readonly CoverageCounts _coverage = new();
        private readonly CrossCounts _cross = new();
        private readonly LawClock _lawClock = new(runner.Settings.Laws.Length);
        private readonly Voters _two = runner.Voters with { Solver = null, SecondSolver = null };
        private readonly Voters _three = runner.Voters with { SecondSolver = null };
        private readonly Voters _four = runner.Voters with { SecondSolver = runner._sample?.Voter };
        private long _solved;

        public void Work(CancellationToken stop)
        {
            for (long index = first; !stop.IsCancellationRequested && !runner.IsSpent(index); index += runner.Settings.Workers)
            {
                bool solver = runner.IsSolved(index);
                bool isCrossed = solver && IsCrossed(index);
                var c = new Case(runner.Scenario(index), isCrossed ? _four : solver ? _three : _two);
                LookAt(index, c, solver);
                if (isCrossed)
                {
                    _cross.Count(c);
                }

                _solved += solver && c.Scenario.Steps.Count == 0 ? 1 : 0;
                Interlocked.Increment(ref runner._drawn);
            }
        }

        public void Add(Worker other)
        {
            AddCounts(other);
            _cross.Add(other._cross);
            _solved += other._solved;
        }

        /// <summary>Adds what may be read while the other is at work: single numbers and references.</summary>
        public void AddCounts(Worker other)
        {
            _coverage.Add(other._coverage);
            _lawClock.Add(other._lawClock);
            for (int law = 0; law < _tallies.Length; law++)
            {
                _tallies[law] = _tallies[law].Plus(other._tallies[law]);
                _firstFailure[law] = Earlier(_firstFailure[law], other._firstFailure[law]);
            }
        }

        public RunCounts Counts() => new(
            runner.Drawn,
            runner.Elapsed,
            [.. _tallies],
            [.. _coverage.Shares],
            _lawClock.Shares,
            [.. runner.Settings.Laws.Where((_, law) => _firstFailure[law] is not null)],
            Volatile.Read(ref runner._simplified),
            Volatile.Read(ref runner._toSimplify));

        public RunReport Report(long drawn, Stopwatch clock, bool interrupted)
        {
            Volatile.Write(ref runner._toSimplify, _firstFailure.Count(failure => failure is not null));
            IEnumerable<Finding> findings =
                from law in Enumerable.Range(0, _tallies.Length)
                where _firstFailure[law] is not null
                select runner.Examine(runner.Settings.Laws[law], _firstFailure[law]!);
            return new RunReport(
                runner.Settings, drawn, _solved, [.. _tallies], [.. _coverage.Shares], [.. findings], clock.Elapsed, interrupted)
            {
                TimeShares = _lawClock.Shares,
                CrossCheck = runner._sample is { } sample ? _cross.Report(sample.Spent) : null,
            };
        }

        private static Failure? Earlier(Failure? a, Failure? b) => a is null || b is null ? a ?? b : a.Index < b.Index ? a : b;

        /// <summary>Whether a scenario on which the solver votes goes to the second one too.</summary>
        private bool IsCrossed(long index)
        {
            if (runner._sample is not { } sample || runner.IsHistory(index) || !sample.Includes(index))
            {
                return false;
            }

            bool hasTime = sample.HasTime(runner.Elapsed);
            if (!hasTime)
            {
                _cross.CountLeftOut();
            }

            return hasTime;
        }

        /// <summary>A case of which a voter cannot even say what kind it is belongs to no cell; the laws report the voter.</summary>
        /// <returns>The cells it belongs to.</returns>
        private IEnumerable<Cell> CountFeatures(Case c)
        {
            bool isHistory = c.Scenario.Steps.Count > 0;
            try
            {
                IReadOnlyList<bool> isOfKind = isHistory ? _coverage.Count(c.Trace(c.Voters.Optimised)) : _coverage.Count(new CaseFeatures(c));
                return isHistory ? LifecycleCells.All.Where((_, cell) => isOfKind[cell]) : TableCells.All.Where((_, cell) => isOfKind[cell]);
            }
            catch (Exception e) when (Examination.IsVotersFault(e))
            {
                _coverage.CountFeatureless(isHistory);
                return [];
            }
        }

        private void LookAt(long index, Case c, bool isSolved)
        {
            IEnumerable<Cell> cells = CountFeatures(c);
            List<SeenLaw>? seen = runner.Observer is null ? null : new(_tallies.Length);
            bool isTimed = seen is not null || LawClock.Includes(index);
            _lawClock.Start(isTimed);
            for (int i = 0; i < _tallies.Length; i++)
            {
                Law law = runner.Settings.Laws[i];
                if (!law.CanBeAsked(c.Voters))
                {
                    continue;
                }

                bool speaks = law.SpeaksOf(c.Scenario);
                LawResult result = speaks ? Examination.Check(law, c) : LawResult.NotApplicable;
                TimeSpan took = isTimed ? _lawClock.Lap(i) : default;
                if (speaks)
                {
                    seen?.Add(new SeenLaw(law, result, took));
                }

                _tallies[i] = _tallies[i].With(result.Outcome);
                if (result.Violation is { } violation)
                {
                    _firstFailure[i] ??= new Failure(index, violation);
                }
            }

            if (seen is not null)
            {
                runner.Observer!.Saw(new SeenCase(index, runner.Token(index), c.Scenario, isSolved, [.. cells], seen));
            }
        }
    }

    private RunSettings Settings => settings;

    private Voters Voters => voters;

    private bool IsSolved(long index) =>
        voters.Solver is not null && settings.SolverEvery > 0 && index / 16 % settings.SolverEvery == 0;

    private bool IsHistory(long index) => Plan.RegimeOf(index, _generator.HasReal) == Regime.Lifecycle;

    private Vocabulary.Scenario Scenario(long index) =>
        _generator.Draw(Plan.RegimeOf(index, _generator.HasReal), Plan.SeedOf(settings.Seed, index));

    private Finding Examine(Law law, Failure failure)
    {
        ReplayToken token = Token(failure.Index);
        Finding finding = Examination.Examine(
            law, Scenario(failure.Index), token.IsPortable ? token : null, voters, settings.ShrinkBudget, failure.Violation);
        Interlocked.Increment(ref _simplified);
        Found?.Invoke(finding);
        return finding;
    }

    private ReplayToken Token(long index) => new(Plan.RegimeOf(index, _generator.HasReal), Plan.SeedOf(settings.Seed, index));

    /// <summary>A case that broke a law, and how.</summary>
    private sealed record Failure(long Index, Violation Violation);
}
