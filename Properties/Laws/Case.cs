using DmabufVerify.Properties.Lifecycle;
using DmabufVerify.Properties.Voting;
using DmabufVerify.Spec;
using DmabufVerify.Vocabulary;

namespace DmabufVerify.Properties.Laws;

/// <summary>One scenario and what is asked of it more than once, computed once for all laws. Not thread-safe.</summary>
public sealed class Case(Scenario scenario, Voters voters)
{
    /// <summary>Longest table that laws look at, in segments; those of longer buffers are left to laws that build none.</summary>
    public const int MaxSegments = 4096;

    private readonly Memo<TableVote> _votes = new();
    private readonly Memo<SolverReport> _solved = new();
    private readonly Memo<SegmentTable?> _tables = new();
    private readonly Memo<ValueList<BouncedSegment>?> _bounced = new();
    private readonly Memo<Pages> _pages = new();
    private readonly Memo<int?> _shortest = new();
    private readonly Memo<LifecycleTrace> _traces = new();
    private readonly Memo<TraceProbe> _probes = new();
    private readonly Memo<DataSeen> _data = new();
    private readonly Memo<IReadOnlyList<ValueList<Device>>> _declared = new();

    /// <summary>What was drawn.</summary>
    public Scenario Scenario { get; } = scenario;

    /// <summary>Who is asked.</summary>
    public Voters Voters { get; } = voters;

    /// <summary>The scenario's question.</summary>
    public Question Question { get; } = voters.Asking(scenario);

    /// <summary>Each device's limits under the scenario's policy, in order.</summary>
    public IReadOnlyList<ResolvedLimits> Limits { get; } =
        [.. scenario.Devices.Select(d => d.Limits.Resolve(scenario.Policy.Defaults))];

    /// <summary>The parts that ask about a given storage and one table.</summary>
    public IEnumerable<LayoutQuestion> Layouts => Question.Parts.OfType<LayoutQuestion>();

    /// <summary>The parts that ask about a given storage and a device that may bounce.</summary>
    public IEnumerable<BounceQuestion> Bounces => Question.Parts.OfType<BounceQuestion>();

    /// <summary>The parts that ask for storage in given memory: one where the scenario has memory and no layout, else none.</summary>
    public IEnumerable<PlacementQuestion> Placements => Question.Parts.OfType<PlacementQuestion>();

    /// <summary>A voter's answer, asked once for each question object.</summary>
    public TableVote Vote(IVoter voter, TableQuestion question) =>
        _votes.Get(voter, question, () => voter.Answer(question));

    /// <summary>The answer of any voter, the solver's as <see cref="Solved"/> has it: it is slow, and shall not be asked twice.</summary>
    public TableVote Answer(IVoter voter, TableQuestion question) =>
        ReferenceEquals(voter, Voters.Solver) ? Solved(question).Vote : Vote(voter, question);

    /// <summary>The table that an implementation builds, built once for each question object.</summary>
    public SegmentTable? Table(IRules rules, LayoutQuestion question) =>
        _tables.Get(rules, question, () => rules.Table(question.Buffer, question.Judges, MaxSegments));

    /// <summary>The table that an implementation gives a device that may bounce, built once for each question object.</summary>
    public ValueList<BouncedSegment>? Table(IRules rules, BounceQuestion question) =>
        _bounced.Get(rules, question, () => rules.TableWithCopies(question.Buffer, question.Judge, MaxSegments));

    /// <summary>The storage page by page.</summary>
    public Pages Pages(LayoutQuestion question) => _pages.Get(question, question, () => new Pages(question.Buffer));

    /// <summary>Segments of the shortest of all valid tables, by definition. For small storage only.</summary>
    public int? Shortest(LayoutQuestion question) =>
        _shortest.Get(question, question, () => FewestBySearch.Count(Pages(question), question.Judges));

    /// <summary>The scenario's steps as an implementation does them. Only for scenarios with steps.</summary>
    public LifecycleTrace Trace(IRules rules) => _traces.Get(rules, Scenario, () => LifecycleTrace.Of(rules, Scenario));

    /// <summary>The same with questions in between.</summary>
    public TraceProbe Probe(IRules rules) => _probes.Get(rules, Scenario, () => TraceProbe.Of(rules, Scenario));

    /// <summary>The data that readers see in an implementation's trace.</summary>
    public DataSeen DataSeen(IRules rules) => _data.Get(rules, Scenario, () => Lifecycle.DataSeen.Of(Trace(rules)));

    /// <summary>What devices declare after each step of an implementation's trace.</summary>
    public IReadOnlyList<ValueList<Device>> Declared(IRules rules) =>
        _declared.Get(rules, Scenario, () => DeclaredLimits.After(Trace(rules)));

    /// <summary>The solver's answer with evidence, asked once for each question object. Only for laws that need the solver.</summary>
    public SolverReport Solved(TableQuestion question)
    {
        ISolverVoter solver = Voters.Solver
            ?? throw new InvalidOperationException("a law that needs the solver was asked without one");
        return _solved.Get(solver, question, () => solver.Explain(question));
    }
}
