using DmabufVerify.Properties.Lifecycle;
using DmabufVerify.Vocabulary;

namespace DmabufVerify.Properties.Laws.Coherency;

/// <summary>Nobody flushes more often than the buffer changed hands: not once for each mapping (thread D12.9, T9).</summary>
internal static class CoherencyFlushesBounded
{
    public static Law Law { get; } = TraceLaws.OfTrace(
        "Coherency.FlushesBounded", "flushes(s) <= changes of ownership(s), after every operation", Check);

    private static LawResult Check(Case c, IRules rules)
    {
        LifecycleTrace trace = c.Trace(rules);
        IReadOnlyList<TracedStep> spec = c.Trace(c.Voters.Spec).Steps;
        int flushes = 0;
        int changes = 0;
        for (int i = 0; i < trace.Steps.Count; i++)
        {
            flushes += Flushes(trace.Steps[i]);
            changes += Flushes(spec[i]);
            if (flushes > changes)
            {
                return LawResult.Violated(
                    "no more flushes than changes of ownership",
                    $"at most {changes}",
                    $"{rules.Name}: {flushes} (by {trace.NameOf(i)})",
                    rules.Name);
            }
        }

        return changes == 0 ? LawResult.NotApplicable : LawResult.Holds;
    }

    /// <summary>The specification flushes once at every change of ownership.</summary>
    private static int Flushes(TracedStep step) => step.Result.CacheActions.Count(a => a.IsFlush);
}
