using System.Diagnostics;
using DmabufVerify.Vocabulary;

namespace DmabufVerify.Solving;

/// <summary>Decides whether the free memory has storage that serves the judges, by the encoding that suits the question's shape.</summary>
internal sealed class PlacementDecision(SolverOptions options, SolverSession session, PlacementQuestion question)
{
    private const string Join = "all others have storage; what the kernel's join leaves of it is an algorithm, not a constraint";

    /// <summary>Steps for choosing among extents, which takes a few thousand where it succeeds at all.</summary>
    private const uint WholeChoiceSteps = 50_000;

    /// <summary>Steps for choosing among parts of extents.</summary>
    private const uint ChoiceSteps = 150_000;

    private readonly long _started = Stopwatch.GetTimestamp();
    private readonly FreeMemory _memory = new(question);
    private readonly PlacementTable[] _tables = PlacementTable.Of(question);

    /// <summary>The whole answer; time is the caller's to fill in.</summary>
    public SolverReport Decide()
    {
        SolverReport report = WithoutJoining();
        return question.Joining.Count > 0 && report.Vote.Verdict == Verdict.Sat ? SolverReport.Unknown(Join) with { StepsSpent = report.StepsSpent } : report;
    }

    private SolverReport WithoutJoining()
    {
        PlacementShape first = PlacementShapes.First(question, _memory);
        SolverReport report = Decide(first);
        if (report.Vote.Verdict != Verdict.Unknown || first == PlacementShape.Bits || !PlacementShapes.HasBits(_memory))
        {
            return report;
        }

        SolverReport byBits = Decide(PlacementShape.Bits);
        return byBits with { StepsSpent = byBits.StepsSpent + report.StepsSpent };
    }

    /// <summary>The answer in one encoding; <see cref="PlacementShape.Bits"/> wants memory that is large enough for the buffer.</summary>
    public SolverReport Decide(PlacementShape shape)
    {
        using SolverScope scope = Open(shape);
        SolverReport report = shape switch
        {
            PlacementShape.Bits => Search(scope, Bits(scope), _tables),
            PlacementShape.Cells => ByCells(scope, _tables[0]),
            _ => ByExtents(scope),
        };
        return report with { StepsSpent = scope.StepsSpent() };
    }

    /// <summary>The question as text, in the encoding that suits its shape.</summary>
    public SmtScript Script()
    {
        PlacementShape shape = PlacementShapes.Exact(question, _memory);
        using SolverScope scope = Open(shape);
        IPlacementEncoding encoding = shape switch
        {
            PlacementShape.Bits => Bits(scope),
            PlacementShape.Cells => Loose(scope, _tables[0]),
            _ => Extents(scope, _tables),
        };
        return encoding.Assume(encoding.Limits) is { } problem
            ? SmtScript.None(problem)
            : SmtStatement.Of(scope, encoding.Limits, encoding.SatDoubt ?? NotStated(), encoding.UnsatDoubt);
    }

    /// <summary>What is no constraint, and so in no encoding.</summary>
    private string? NotStated() => question.Joining.Count > 0 ? Join
        : _tables.Select(t => t.Bounce is { } device ? PoolRoom.Doubt(device, _memory.Needed) : null).FirstOrDefault(doubt => doubt is not null);

    private SolverScope Open(PlacementShape shape) => shape == PlacementShape.Bits
        ? session.OpenForBits(options, _started)
        : session.Open(options, large: shape == PlacementShape.Extents, _started);

    private BitEncoding Bits(SolverScope scope)
    {
        bool onlyOneTable = question.Mode == SharingMode.Shared && question.Bouncing.Count == 0;
        var encoding = new BitEncoding(scope, new LimitTracker(scope), _memory, question.Mode, onlyOneTable);
        foreach (PlacementTable table in _tables)
        {
            if (table.Bounce is { } device)
            {
                encoding.Add(device);
                continue;
            }

            foreach (JudgeView judge in table.Judges)
            {
                encoding.Add(judge);
            }
        }

        return encoding;
    }

    private CellEncoding Loose(SolverScope scope, PlacementTable table) =>
        new(scope, new LimitTracker(scope), _memory, table, strictGap: false);

    private CellEncoding Some(SolverScope scope, JudgeView[] judges) =>
        new(scope, new LimitTracker(scope), _memory, new PlacementTable(judges), strictGap: false, hasOthers: true);

    private ExtentEncoding Extents(SolverScope scope, PlacementTable[] tables) =>
        new(scope, new LimitTracker(scope), _memory, tables);

    private SolverReport ByCells(SolverScope scope, PlacementTable table)
    {
        SolverReport loose = Within(scope, () => Loose(scope, table), [table]);
        return loose.Vote.Verdict != Verdict.Unknown || table.Judges.All(j => j.GapPages == 1)
            ? loose
            : Within(scope, () => new CellEncoding(scope, new LimitTracker(scope), _memory, table, strictGap: true), [table]);
    }

    private SolverReport ByExtents(SolverScope scope)
    {
        PlacementTable[] binding = Dominance.Binding(_memory, _tables);
        return _tables.Any(table => table.Bounce is not null)
            ? WithCopies(scope, binding)
            : OneEach(scope, binding, [.. binding.SelectMany(table => table.Judges)]);
    }

    private SolverReport WithCopies(SolverScope scope, PlacementTable[] binding)
    {
        // What one of them cannot have, all of them together cannot.
        foreach (PlacementTable table in _tables)
        {
            SolverReport alone = ByCells(scope, table);
            if (alone.Vote.Verdict == Verdict.Unsat)
            {
                return alone;
            }
        }

        foreach (IReadOnlyList<JudgeView> reading in WholeReadings.Of(binding, out string? leftOut))
        {
            SolverReport whole = Within(scope, () => new WholeEncoding(scope, _memory, reading, leftOut), _tables);
            if (whole.Vote.Verdict == Verdict.Sat)
            {
                return whole;
            }
        }

        return Within(scope, () => Extents(scope, binding), _tables);
    }

    private SolverReport OneEach(SolverScope scope, PlacementTable[] binding, JudgeView[] judges) =>
        ByOne(scope, judges)
            ?? ByChoices(judges, parts: false)
            ?? Sat(Within(scope, () => new WholeEncoding(scope, _memory, judges, leftOut: null), _tables))
            ?? ByChoices(judges, parts: true)
            ?? Within(scope, () => Extents(scope, binding), _tables);

    /// <summary>
    /// What one of them cannot have within everybody's reach, all of them together cannot; what suits one of them may suit all, and does
    /// where it is the only one that is hard to please.
    /// </summary>
    private SolverReport? ByOne(SolverScope scope, JudgeView[] binding)
    {
        JudgeView[] reaches = [.. binding.Where(judge => !_memory.AsksCuts(judge))];
        return binding
            .Where(_memory.AsksCuts)
            .Select(judge => (JudgeView[])[judge, .. reaches])
            .DefaultIfEmpty(reaches)
            .Select(some => Within(scope, () => Some(scope, some), _tables))
            .FirstOrDefault(report => report.Vote.Verdict != Verdict.Unknown);
    }

    private SolverReport? ByChoices(JudgeView[] binding, bool parts)
    {
        if (!ChoiceEncoding.Suits(_memory))
        {
            return null;
        }

        uint steps = parts ? ChoiceSteps : WholeChoiceSteps;
        SolverOptions brief = options.StepLimit == 0 || options.StepLimit > steps ? options with { StepLimit = steps } : options;
        using SolverScope scope = session.OpenForChoices(brief, _started);
        return Sat(Search(scope, new ChoiceEncoding(scope, _memory, binding, parts), _tables));
    }

    private static SolverReport? Sat(SolverReport report) => report.Vote.Verdict == Verdict.Sat ? report : null;

    private SolverReport Within(SolverScope scope, Func<IPlacementEncoding> encoding, IReadOnlyList<PlacementTable> tables)
    {
        scope.Remember();
        try
        {
            return Search(scope, encoding(), tables);
        }
        finally
        {
            scope.Forget();
        }
    }

    private SolverReport Search(SolverScope scope, IPlacementEncoding encoding, IReadOnlyList<PlacementTable> tables) =>
        new PlacementSearch(scope, encoding, _memory, tables).Decide();
}
