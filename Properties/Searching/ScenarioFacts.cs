using DmabufVerify.Properties.Deciding;
using DmabufVerify.Vocabulary;

namespace DmabufVerify.Properties.Searching;

/// <summary>What voters say of one scenario, each way of asking it; asked when first needed. Not thread-safe.</summary>
/// <param name="scenario">Without steps.</param>
/// <param name="voters">One or more; together they say what those who decided agree on.</param>
/// <param name="core">Who finds minimal conflicts.</param>
public sealed class ScenarioFacts(Scenario scenario, IReadOnlyList<IVoter> voters, IVoter core)
{
    private readonly Dictionary<Asking, (Verdict Verdict, double Margin)> _answers = [];
    private ulong? _coreSize;

    /// <summary>The scenario.</summary>
    public Scenario Scenario { get; } = scenario;

    /// <summary>Unknown also where voters contradict each other.</summary>
    public Verdict Verdict(Asking asking) => Answer(asking).Verdict;

    /// <summary>
    /// How far the answer is from turning, 0 to 1, by the count of segments that is spare or wanting; 1 where no count says.
    /// </summary>
    public double Margin(Asking asking) => Answer(asking).Margin;

    /// <summary>The scenario's number.</summary>
    public ulong Number(Measure measure) => measure switch
    {
        Measure.Devices => (ulong)Scenario.Devices.Count,
        Measure.Runs => (ulong)(Scenario.Layout?.Runs.Count ?? 0),
        Measure.CoreSize => _coreSize ??= (ulong)(Conflict.MinimalCore(Scenario, core.Verdict)?.Count ?? 0),
        _ => throw new ArgumentOutOfRangeException(nameof(measure)),
    };

    /// <summary>The scenario as it is asked about.</summary>
    public static Scenario Asked(Scenario scenario, Asking asking) => asking switch
    {
        Asking.Shared => scenario with { Mode = SharingMode.Shared, Policy = scenario.Policy with { Splitting = Splitting.Early } },
        Asking.Tailored => scenario with { Mode = SharingMode.Tailored },
        Asking.Kernel => scenario with { Policy = scenario.Policy with { Enforcement = Enforcement.Kernel } },
        Asking.Strict => scenario with { Policy = scenario.Policy with { Enforcement = Enforcement.Strict } },
        Asking.WithoutDefaults => scenario.WithoutDefaults(),
        Asking.Placement => scenario with { Layout = null },
        _ => throw new ArgumentOutOfRangeException(nameof(asking)),
    };

    private (Verdict Verdict, double Margin) Answer(Asking asking)
    {
        if (!_answers.TryGetValue(asking, out (Verdict, double) known))
        {
            Scenario asked = Asked(Scenario, asking);
            _answers[asking] = known = IsDefined(asked) ? Ask(Question.Of(asked)) : (Vocabulary.Verdict.Unknown, 1);
        }

        return known;
    }

    /// <summary>What bounces from storage that is nowhere is not (docs/semantics.md, "Bounce").</summary>
    private static bool IsDefined(Scenario scenario) =>
        scenario is not { Layout: null, Memory.Count: 0 } || !scenario.Devices.Any(d => d is { Iommu: null, MayBounce: true });

    private (Verdict Verdict, double Margin) Ask(Question question)
    {
        Verdict whole = Vocabulary.Verdict.Sat;
        double spare = 1;
        double wanting = 0;
        foreach (TableQuestion part in question.Parts)
        {
            TableVote[] votes = [.. voters.Select(v => v.Answer(part))];
            Verdict[] said = [.. votes.Select(v => v.Verdict).Where(v => v != Vocabulary.Verdict.Unknown).Distinct()];
            Verdict verdict = said is [var agreed] ? agreed : Vocabulary.Verdict.Unknown;
            if (verdict == Vocabulary.Verdict.Unsat)
            {
                whole = verdict;
                wanting = Math.Max(wanting, CountMargin.Wanting(votes));
            }
            else
            {
                whole = verdict == Vocabulary.Verdict.Unknown && whole == Vocabulary.Verdict.Sat ? verdict : whole;
                spare = Math.Min(spare, CountMargin.Spare(part, votes));
            }
        }

        return (whole, whole == Vocabulary.Verdict.Unsat ? wanting : spare);
    }
}
