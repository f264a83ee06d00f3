using System.Diagnostics;
using System.Numerics;
using Microsoft.Z3;

namespace DmabufVerify.Solving;

/// <summary>One question's assertions; gone when disposed.</summary>
internal sealed partial class SolverScope : IDisposable
{
    private readonly Solver _solver;
    private readonly SolverOptions _options;
    private readonly bool _isShared;
    private readonly string _logic;
    private long _started;

    public SolverScope(SolverSession session, Solver solver, SolverOptions options, string logic, bool isShared, long? started)
    {
        Session = session;
        _solver = solver;
        _options = options;
        _logic = logic;
        _started = started ?? Stopwatch.GetTimestamp();
        _isShared = isShared;
        _solver.Push();
    }

    /// <summary>Where expressions come from.</summary>
    public SolverSession Session { get; }

    private Context Context => Session.Context;

    /// <summary>The assignment that the last check found; for a sat one.</summary>
    public Model Model => Own(_solver.Model);

    /// <summary>The value of an unknown in a model; one that no assertion mentions is 0.</summary>
    public IntNum Value(Model model, IntExpr unknown) => (IntNum)Own(model.Eval(unknown, completion: true));

    /// <summary>The bits of an unknown in a model, the lowest first in value.</summary>
    public BigInteger Value(Model model, BitVecExpr unknown) =>
        ((BitVecNum)Own(model.Eval(unknown, completion: true))).BigInteger;

    /// <summary>Why the last check that came out unknown did.</summary>
    public string UnknownReason { get; private set; } = "";

    /// <summary>From now on this holds.</summary>
    public void Assert(BoolExpr fact) => _solver.Assert(fact);

    /// <summary>The wall time begins anew, as for a new question.</summary>
    public void RestartClock() => _started = Stopwatch.GetTimestamp();

    /// <summary>What follows holds until <see cref="Forget"/>.</summary>
    public void Remember() => _solver.Push();

    /// <summary>Undoes the assertions since <see cref="Remember"/>.</summary>
    public void Forget() => _solver.Pop();

    /// <summary>Whether the assertions hold together with these limits.</summary>
    public Status Check(IReadOnlyCollection<TrackedLimit> limits)
    {
        if (_options.Cancel.IsCancellationRequested)
        {
            UnknownReason = CancelReason;
            return Status.UNKNOWN;
        }

        if (IsWallTimeSpent(_started))
        {
            UnknownReason = WallTimeReason(_options);
            return Status.UNKNOWN;
        }

        long checkStarted = Stopwatch.GetTimestamp();
        _options.QuerySink?.Invoke(Script(limits));
        Status status;
        using (_options.Cancel.Register(Context.Interrupt))
        {
            status = _solver.Check(limits.Select(l => (Expr)l.Literal).ToArray());
        }

        if (_options.Cancel.IsCancellationRequested)
        {
            // Even where the check came to an end, its model or core may not have.
            UnknownReason = CancelReason;
            return Status.UNKNOWN;
        }

        if (status == Status.UNKNOWN)
        {
            UnknownReason = Explain(_solver.ReasonUnknown, IsWallTimeSpent(checkStarted));
        }

        return status;
    }

    /// <summary>After an unsat check: those of the limits that Z3 needed for its proof, not always the fewest.</summary>
    public HashSet<TrackedLimit> Core(IReadOnlyCollection<TrackedLimit> limits)
    {
        BoolExpr[] core = [.. _solver.UnsatCore.Select(Own)];
        return [.. limits.Where(limit => core.Contains(limit.Literal))];
    }

    /// <summary>Steps since the end of the session's scope before this one.</summary>
    public uint StepsSpent()
    {
        uint now = _solver.Statistics["rlimit count"]?.UIntValue ?? Session.StepsSoFar;
        // The counter is meant to wrap: it has 32 bits and lives as long as the context.
        uint spent = unchecked(now - Session.StepsSoFar);
        Session.StepsSoFar = now;
        return spent;
    }

    public void Dispose()
    {
        DropTerms();
        if (_isShared)
        {
            _solver.Pop();
        }
        else
        {
            _solver.Dispose();
        }
    }

    private const string CancelReason = "the search was cancelled";

    /// <summary>How a budget of time that is gone is told.</summary>
    public static string WallTimeReason(SolverOptions options) => $"the wall time of {options.WallMilliseconds} ms is spent";

    /// <summary>Why there is no answer after an exception. A cancelled search may end in one: Z3 then refuses the next push.</summary>
    public static string Reason(SolverOptions options, Z3Exception e) =>
        options.Cancel.IsCancellationRequested ? CancelReason : $"Z3 reports: {e.Message}";

    /// <summary>Version 4.8 says "canceled" or "sat.canceled" for either limit; the clock tells them apart.</summary>
    private string Explain(string reason, bool isWallTimeSpent) =>
        isWallTimeSpent ? WallTimeReason(_options)
        : reason.EndsWith("canceled", StringComparison.Ordinal) || reason.Contains("resource", StringComparison.Ordinal)
            ? $"the step limit of {_options.StepLimit} is spent"
        : $"Z3 gives up: {reason}";

    private bool IsWallTimeSpent(long since) =>
        Stopwatch.GetElapsedTime(since).TotalMilliseconds >= _options.WallMilliseconds;
}
