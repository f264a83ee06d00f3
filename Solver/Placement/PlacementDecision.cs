using System.Diagnostics;
using DmabufVerify.Vocabulary;

namespace DmabufVerify.Solving;

/// <summary>Decides whether the free memory has storage that serves the judges, by the encoding that suits the question's shape.</summary>
internal sealed class PlacementDecision(SolverOptions options, SolverSession session, PlacementQuestion question)
{
    /// <summary>Steps for choosing among extents, which takes a few thousand where it succeeds at all.</summary>
    private const uint WholeChoiceSteps = 50_000;

    /// <summary>Steps for choosing among parts of extents.</summary>
    private const uint ChoiceSteps = 150_000;

    private readonly long _started = Stopwatch.GetTimestamp();
    private readonly FreeMemory _memory = new(question);
    private readonly JudgeView[] _judges = JudgeView.Of(question.Judges, question.PageSize);

    /// <summary>The whole answer; time is the caller's to fill in.</summary>
    public SolverReport Decide()
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
            PlacementShape.Bits => Search(scope, Bits(scope), _judges),
            PlacementShape.Cells => ByCells(scope, _judges),
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
            PlacementShape.Cells => Loose(scope, _judges),
            _ => Extents(scope, _judges),
        };
        return encoding.Assume(encoding.Limits) is { } problem
            ? SmtScript.None(problem)
            : SmtStatement.Of(scope, encoding.Limits, encoding.SatDoubt, encoding.UnsatDoubt);
    }

    private SolverScope Open(PlacementShape shape) => shape == PlacementShape.Bits
        ? session.OpenForBits(options, _started)
        : session.Open(options, large: shape == PlacementShape.Extents, _started);

    private BitEncoding Bits(SolverScope scope)
    {
        var encoding = new BitEncoding(scope, new LimitTracker(scope), _memory, question.Mode);
        Array.ForEach(_judges, encoding.Add);
        return encoding;
    }

    private CellEncoding Loose(SolverScope scope, JudgeView[] judges) =>
        new(scope, new LimitTracker(scope), _memory, judges, strictGap: false);

    private CellEncoding Some(SolverScope scope, JudgeView[] judges) =>
        new(scope, new LimitTracker(scope), _memory, judges, strictGap: false, hasOthers: true);

    private ExtentEncoding Extents(SolverScope scope, JudgeView[] judges) =>
        new(scope, new LimitTracker(scope), _memory, judges);

    private SolverReport ByCells(SolverScope scope, JudgeView[] judges)
    {
        SolverReport loose = Within(scope, () => Loose(scope, judges), judges);
        return loose.Vote.Verdict != Verdict.Unknown || judges.All(j => j.GapPages == 1)
            ? loose
            : Within(scope, () => new CellEncoding(scope, new LimitTracker(scope), _memory, judges, strictGap: true), judges);
    }

    private SolverReport ByExtents(SolverScope scope)
    {
        JudgeView[] binding = Dominance.Binding(_memory, _judges);
        return ByOne(scope, binding)
            ?? ByChoices(binding, parts: false)
            ?? Sat(Within(scope, () => new WholeEncoding(scope, _memory, binding), _judges))
            ?? ByChoices(binding, parts: true)
            ?? Within(scope, () => Extents(scope, binding), _judges);
    }

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
            .Select(some => Within(scope, () => Some(scope, some), _judges))
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
        return Sat(Search(scope, new ChoiceEncoding(scope, _memory, binding, parts), _judges));
    }

    private static SolverReport? Sat(SolverReport report) => report.Vote.Verdict == Verdict.Sat ? report : null;

    private SolverReport Within(SolverScope scope, Func<IPlacementEncoding> encoding, IReadOnlyList<JudgeView> judges)
    {
        scope.Remember();
        try
        {
            return Search(scope, encoding(), judges);
        }
        finally
        {
            scope.Forget();
        }
    }

    private SolverReport Search(SolverScope scope, IPlacementEncoding encoding, IReadOnlyList<JudgeView> judges) =>
        new PlacementSearch(scope, encoding, _memory, judges, question.Mode).Decide();
}
