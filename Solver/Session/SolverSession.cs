using System.Diagnostics;
using Microsoft.Z3;

namespace DmabufVerify.Solving;

/// <summary>
/// One thread's Z3 context, kept for the life of the thread. Making a context and its first solver costs many times a typical
/// question, and Z3 allows no context to two threads at once.
/// </summary>
internal sealed class SolverSession
{
    /// <summary>Most is linear integer arithmetic; a solver told so skips a second of guessing in every thousand questions.</summary>
    private const string Integers = "QF_LIA";

    /// <summary>What describes memory bit by bit goes to Z3's SAT solver.</summary>
    private const string BitVectors = "QF_BV";

    [ThreadStatic]
    private static SolverSession? _current;

    private readonly Dictionary<string, IntExpr> _integers = [];
    private readonly Dictionary<string, BoolExpr> _booleans = [];
    private readonly Dictionary<Int128, IntExpr> _numerals = [];
    private readonly Dictionary<SolverOptions, Params> _parameters = [];
    private Tactic? _choices;
    private Solver? _reused;
    private SolverOptions? _reusedFor;

    /// <summary>This thread's session. <see cref="Z3Library.Status"/> says whether there can be one.</summary>
    public static SolverSession Current => _current ??= new();

    /// <summary>The one context of this thread.</summary>
    public Context Context { get; } = new();

    /// <summary>Cumulative steps at the end of the last scope; Z3 counts for the context, in 32 bits.</summary>
    public uint StepsSoFar { get; set; }

    /// <summary>After a Z3 exception nothing is known of the context's state.</summary>
    public static void Discard() => _current = null;

    /// <summary>
    /// A solver without assertions. Small questions share one, which saves more than they cost; a large one gets its own, so that
    /// where its step limit ends it does not depend on earlier questions.
    /// </summary>
    /// <param name="options">Budget.</param>
    /// <param name="large">Which of the two.</param>
    /// <param name="started">When the wall time began, by <see cref="Stopwatch.GetTimestamp"/>; not given: now.</param>
    public SolverScope Open(SolverOptions options, bool large, long? started = null) =>
        large
            ? new SolverScope(this, NewSolver(options, Integers), options, Integers, isShared: false, started)
            : new SolverScope(this, ReusedSolver(options), options, Integers, isShared: true, started);

    /// <summary>A solver of its own for bit-vectors.</summary>
    public SolverScope OpenForBits(SolverOptions options, long? started = null) =>
        new(this, NewSolver(options, BitVectors), options, BitVectors, isShared: false, started);

    /// <summary>
    /// A solver of its own for integers that are all 0 or 1: Z3 takes them as Booleans with weighted sums, and its SAT solver chooses among
    /// so many extents ten times as fast as integers are bounded. It takes no limits to assume.
    /// </summary>
    public SolverScope OpenForChoices(SolverOptions options, long? started = null)
    {
        _choices ??= Context.AndThen(Context.MkTactic("simplify"), Context.MkTactic("lia2card"), Context.MkTactic("qffd"));
        return new(this, WithBudget(Context.MkSolver(_choices), options), options, Integers, isShared: false, started);
    }

    /// <summary>The integer unknown of this name.</summary>
    public IntExpr Integer(string name) => Cached(_integers, name, n => Context.MkIntConst(n));

    /// <summary>The Boolean unknown of this name.</summary>
    public BoolExpr Boolean(string name) => Cached(_booleans, name, n => Context.MkBoolConst(n));

    /// <summary>A constant; beyond 64 bits Z3 takes it as text.</summary>
    public IntExpr Number(Int128 value) => Cached(_numerals, value, v =>
        v >= int.MinValue && v <= int.MaxValue ? Context.MkInt((int)v) : Context.MkInt(v.ToString(null, null)));

    /// <summary>Names and numbers recur from question to question, and making one crosses into native code several times.</summary>
    private static TExpr Cached<TKey, TExpr>(Dictionary<TKey, TExpr> cache, TKey key, Func<TKey, TExpr> make)
        where TKey : notnull
    {
        const int enough = 10_000;
        if (cache.TryGetValue(key, out TExpr? known))
        {
            return known;
        }

        if (cache.Count == enough)
        {
            cache.Clear();
        }

        return cache[key] = make(key);
    }

    private Solver ReusedSolver(SolverOptions options)
    {
        if (_reused is null || !options.Equals(_reusedFor))
        {
            _reused?.Dispose();
            (_reused, _reusedFor) = (NewSolver(options, Integers), options);
        }

        return _reused;
    }

    private Solver NewSolver(SolverOptions options, string logic) => WithBudget(Context.MkSolver(logic), options);

    private Solver WithBudget(Solver solver, SolverOptions options)
    {
        solver.Parameters = Cached(_parameters, options, MakeParameters);
        return solver;
    }

    private Params MakeParameters(SolverOptions options)
    {
        Params parameters = Context.MkParams();
        parameters.Add("rlimit", options.StepLimit);
        parameters.Add("timeout", options.WallMilliseconds);
        parameters.Add("random_seed", options.RandomSeed);
        // Z3 would put its own handler in the place of the runtime's for the time of each check, and on several threads the
        // handlers get mixed up: Ctrl-C then kills the process, or runs into a context that is gone.
        parameters.Add("ctrl_c", false);
        return parameters;
    }
}
