using System.Diagnostics;
using DmabufVerify.Vocabulary;
using Microsoft.Z3;

namespace DmabufVerify.Solving;

/// <summary>
/// One memory and one buffer, and devices that come and go, the last one first: the extents are stated once, and each device in a level of
/// its own. For the thread that made it. Every answer is what <see cref="SolverVoter"/> says about <see cref="Question"/>, but for the storage
/// and the core, of which there may be several.
/// </summary>
public sealed class PlacementSequence : IDisposable
{
    private readonly SolverOptions _options;
    private readonly FreeMemory _memory;
    private readonly List<JudgeView> _judges = [];
    private readonly SolverScope? _scope;
    private readonly IGrowingEncoding? _encoding;

    /// <summary>A sequence without devices.</summary>
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
        if (_memory.Needed <= _memory.Pages && _memory.Pages <= PlacementShapes.MostBits)
        {
            _scope = new SolverSession().OpenForBits(options);
            _encoding = new BitEncoding(_scope, new LimitTracker(_scope), _memory, question.Mode);
        }
        else if (question.Mode == SharingMode.Tailored && question.Extents.Count <= PlacementShapes.MostGrownTerms)
        {
            _scope = new SolverSession().Open(options, large: true);
            _encoding = new ExtentEncoding(_scope, new LimitTracker(_scope), _memory, [], mayGrow: true);
        }

        foreach (Judge judge in question.Judges)
        {
            Push(judge);
        }
    }

    /// <summary>What <see cref="Decide"/> answers.</summary>
    public PlacementQuestion Question { get; private set; }

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
        if (_scope is not null && _encoding is not null && _options.WallMilliseconds > 0 && IsIncremental)
        {
            long started = Stopwatch.GetTimestamp();
            _scope.RestartClock();
            SolverReport grown = new PlacementSearch(_scope, _encoding, _memory, _judges, Question.Mode).Decide();
            if (grown.Vote.Verdict != Verdict.Unknown)
            {
                return grown with
                {
                    StepsSpent = _scope.StepsSpent(),
                    ElapsedMilliseconds = Stopwatch.GetElapsedTime(started).TotalMilliseconds,
                };
            }
        }

        return new SolverVoter(_options).Explain(Question);
    }

    /// <summary>Whether the question is still one of those that are answered sooner where the last one was left than from the beginning.</summary>
    public bool IsIncremental => _encoding is BitEncoding
        || (_encoding is not null && _judges.Count * _memory.Extents.Count <= PlacementShapes.MostGrownTerms);

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
