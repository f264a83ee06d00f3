using DmabufVerify.Vocabulary;
using Microsoft.Z3;

namespace DmabufVerify.Solving;

/// <summary>States limits as implications of literals, and remembers which literal stands for which limit.</summary>
internal sealed class LimitTracker(SolverScope scope)
{
    private readonly Dictionary<(int Judge, LimitKind Kind), TrackedLimit> _limits = [];
    private readonly Dictionary<int, (JudgeView Judge, LimitKind[] Kinds)> _standIns = [];

    /// <summary>In the order of judges, then of kinds.</summary>
    public IReadOnlyList<TrackedLimit> Limits =>
        [.. _limits.OrderBy(l => l.Key.Judge).ThenBy(l => l.Key.Kind).Select(l => l.Value)];

    /// <summary>Each of these judges' limits of one kind asks for all of these. Judges that ask the same are stated together.</summary>
    public void Ask(IEnumerable<JudgeView> judges, LimitKind kind, IReadOnlyCollection<BoolExpr> demands)
    {
        if (demands.Count > 0)
        {
            scope.Assert(scope.Implies(AnyOf(judges, kind), scope.And([.. demands])));
        }
    }

    /// <summary>These limits of a judge ask for all of these where they are assumed together.</summary>
    public void Ask(JudgeView judge, LimitKind[] kinds, IReadOnlyCollection<BoolExpr> demands)
    {
        if (demands.Count > 0)
        {
            scope.Assert(scope.Implies(AllOf(judge, kinds), scope.And([.. demands])));
        }
    }

    /// <summary>Whatever is asked of the stand-in is what these limits of a judge ask together.</summary>
    public void StandIn(JudgeView standIn, JudgeView judge, LimitKind[] kinds) => _standIns.Add(standIn.Index, (judge, kinds));

    /// <summary>Holds when these limits of a judge are all assumed.</summary>
    public BoolExpr AllOf(JudgeView judge, LimitKind[] kinds) => scope.And([.. kinds.Select(kind => Literal(judge, kind))]);

    /// <summary>Holds when the limit of this kind is assumed for at least one of the judges.</summary>
    public BoolExpr AnyOf(IEnumerable<JudgeView> judges, LimitKind kind) =>
        scope.Or([.. judges.Select(judge =>
            _standIns.TryGetValue(judge.Index, out var meant) ? AllOf(meant.Judge, meant.Kinds) : Literal(judge, kind))]);

    /// <summary>Nothing is asked of this judge any more.</summary>
    public void Drop(JudgeView judge)
    {
        foreach (LimitKind kind in LimitKinds.All)
        {
            _limits.Remove((judge.Index, kind));
        }
    }

    private BoolExpr Literal(JudgeView judge, LimitKind kind)
    {
        if (!_limits.TryGetValue((judge.Index, kind), out TrackedLimit? limit))
        {
            BoolExpr literal = scope.Session.Boolean($"{kind.FieldName()}_{judge.Index}");
            limit = new TrackedLimit(literal, new CorePair(judge.Judge.Device, kind, judge.Judge.Limits[kind]));
            _limits.Add((judge.Index, kind), limit);
        }

        return limit.Literal;
    }
}
