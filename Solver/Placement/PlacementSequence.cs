using System.Diagnostics;
using DmabufVerify.Vocabulary;
using Microsoft.Z3;

namespace DmabufVerify.Solving;

/// <summary>
/// One memory and one buffer, and devices that come and go, the last one first. In a small memory the extents are stated once, and each
/// device in a level of its own. For the thread that made it. Every answer is what <see cref="SolverVoter"/> says about
/// <see cref="Question"/>, but for the storage and the core, of which there may be several.
/// </summary>
/// <remarks>
/// Median of an answer after one more device, up to 8 of them, in levels and from the beginning, in ms of CPU time (Z3 4.8.12):
/// <code>
/// free pages                 8              12             16             24
/// one each             0.9 and 1.4    0.8 and 0.9    1.3 and 0.9    2.5 and 1.0
///    with a gap rule   0.5 and 2.0    1.7 and 6.3    1.3 and 0.9    3.7 and 3.1
/// one table            0.6 and 0.6    1.1 and 0.8    more is never kept
///    with a gap rule   1.8 and 2.8    1.0 and 3.4
/// </code>
/// In levels Z3 leaves out its preprocessing, without which integers lose more than is kept: they always start from the beginning.
/// </remarks>
public sealed class PlacementSequence : IDisposable
{
    /// <summary>Pages of free memory up to which its extents stay stated, page by page.</summary>
    private const ulong MostPages = 12;

    private readonly SolverOptions _options;
    private readonly FreeMemory _memory;
    private readonly List<JudgeView> _judges = [];
    private readonly SolverScope? _scope;
    private readonly BitEncoding? _encoding;

    /// <summary>Begins with the devices of a question.</summary>
    /// <param name="options">Budget of each answer.</param>
    /// <param name="question">Memory, buffer, mode, and the devices to begin with.</param>
    /// <exception cref="InvalidOperationException">There is no Z3 on this machine.</exception>
    public PlacementSequence(SolverOptions options, PlacementQuestion question)
    {
        if (Z3Library.Status.Problem is { } problem)
        {
            throw new InvalidOperationException(problem);
        }

        (_options, _memory) = (options, new FreeMemory(question));
        Question = question with { Judges = [] };
        if (PlacementShapes.HasBits(_memory) && _memory.Pages <= MostPages && question is { Bouncing.Count: 0, Joining.Count: 0 })
        {
            _scope = new SolverSession().OpenForBits(options);
            _encoding = new BitEncoding(_scope, new LimitTracker(_scope), _memory, question.Mode, onlyOneTable: question.Mode == SharingMode.Shared);
        }

        foreach (Judge judge in question.Judges)
        {
            Push(judge);
        }
    }

    /// <summary>What <see cref="Decide"/> answers.</summary>
    public PlacementQuestion Question { get; private set; }

    /// <summary>Whether an answer goes on from where the last one was left; else it starts from the beginning.</summary>
    public bool IsIncremental => _encoding is not null;

    /// <summary>Adds a device.</summary>
    public void Push(Judge judge)
    {
        var view = new JudgeView(_judges.Count, judge, Question.PageSize);
        _judges.Add(view);
        _scope?.Remember();
        _encoding?.Add(view);
        Question = Question with { Judges = [.. Question.Judges, judge] };
    }

    /// <summary>Takes the device away that was added last.</summary>
    /// <exception cref="InvalidOperationException">There is none.</exception>
    public void Pop()
    {
        if (_judges.Count == 0)
        {
            throw new InvalidOperationException("no device is left");
        }

        _scope?.Forget();
        _encoding?.Drop(_judges[^1]);
        _judges.RemoveAt(_judges.Count - 1);
        Question = Question with { Judges = [.. Question.Judges.SkipLast(1)] };
    }

    /// <summary>The answer for the devices that are there now.</summary>
    /// <exception cref="WitnessException">The solver's storage breaks a rule, which is a bug.</exception>
    public SolverReport Decide()
    {
        if (_scope is null || _encoding is null)
        {
            return new SolverVoter(_options).Explain(Question);
        }

        long started = Stopwatch.GetTimestamp();
        _scope.RestartClock();
        SolverReport report;
        try
        {
            report = new PlacementSearch(_scope, _encoding, _memory, PlacementTable.Of(Question)).Decide();
        }
        catch (Z3Exception e)
        {
            return SolverReport.Unknown(SolverScope.Reason(_options, e));
        }

        return report with
        {
            StepsSpent = _scope.StepsSpent(),
            ElapsedMilliseconds = Stopwatch.GetElapsedTime(started).TotalMilliseconds,
        };
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_scope is { } scope)
        {
            Context context = scope.Session.Context;
            scope.Dispose();
            context.Dispose();
        }
    }
}
