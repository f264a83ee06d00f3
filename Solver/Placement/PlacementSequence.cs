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
/// Median of an answer after one more device, in ms, in levels and from the beginning (2 shared vCPUs, Z3 4.8.12):
/// <code>
/// bits, one each     8 pages 0.5 and 1.7     16 pages, 8 devices 2.1 and 5.6     24 pages 4.4 and 8.2     32 pages 3.6 and 3.0
/// bits, one table    8 pages 0.4 and 0.3     16 pages, 8 devices 2.0 and 1.9     24 pages 25 and 1.6      32 pages 22 and 0.6
/// integers, one each, extents x devices      2 x 2 9.0 and 10     4 x 4 47 and 27     4 x 8 305 and 23     16 x 4 1691 and 34
/// </code>
/// In levels Z3 leaves out its preprocessing, without which integers lose more than is kept: they always start from the beginning.
/// </remarks>
public sealed class PlacementSequence : IDisposable
{
    private const ulong MostPagesForOneTable = 12;
    private const ulong MostPagesForOneEach = 24;

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
        ulong mostPages = question.Mode == SharingMode.Shared ? MostPagesForOneTable : MostPagesForOneEach;
        if (PlacementShapes.HasBits(_memory) && _memory.Pages <= mostPages && question is { Bouncing.Count: 0, Joining.Count: 0 })
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
