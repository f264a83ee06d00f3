using DmabufVerify.Vocabulary;

namespace DmabufVerify.Properties.Explaining.Histories;

/// <summary>One step of a history, and what it came to with each implementation.</summary>
/// <param name="Number">Index in the scenario's list of steps; <see langword="null"/> for the export that comes by itself.</param>
/// <param name="Step">What was done.</param>
/// <param name="Outcomes">One for each implementation, in their order; at least one of those has to agree.</param>
public sealed record HistoryRow(int? Number, Step Step, ValueList<(Implementation By, Outcome Outcome)> Outcomes)
{
    /// <summary>Whether they did the same.</summary>
    public RowVerdict Verdict
    {
        get
        {
            Outcome first = Outcomes[0].Outcome;
            Outcome[] judged = [.. Outcomes.Where(o => o.By.IsJudged).Select(o => o.Outcome)];
            return Outcomes.All(o => o.Outcome == first) ? RowVerdict.Same
                : !judged.All(judged[0].AgreesWith) ? RowVerdict.Differ
                : judged.Any(o => o != judged[0]) ? RowVerdict.MayDiffer
                : RowVerdict.PublishedDiffers;
        }
    }

    /// <summary>Equal outcomes together, in the order in which they first occur.</summary>
    public IEnumerable<(ValueList<string> Names, Outcome Outcome)> Groups() =>
        Outcomes.GroupBy(o => o.Outcome).Select(g => (new ValueList<string>([.. g.Select(o => o.By.Name)]), g.Key));
}

/// <summary>What comparing the outcomes of one step says.</summary>
public enum RowVerdict
{
    /// <summary>All are equal.</summary>
    Same,

    /// <summary>Those who have to agree do; they flush differently, or name different minimal conflicts.</summary>
    MayDiffer,

    /// <summary>Those who have to agree do, published code does something else.</summary>
    PublishedDiffers,

    /// <summary>Those who have to agree do not: one of them is wrong.</summary>
    Differ,
}
