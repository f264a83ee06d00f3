using DmabufVerify.Properties.Lifecycle;
using DmabufVerify.Vocabulary;

namespace DmabufVerify.Properties.Laws.Coherency;

/// <summary>No invalidate destroys what the CPU wrote, and no device writes past lines that may yet be written back (thread D22.2).</summary>
internal static class CoherencyNoDirtyLoss
{
    public static Law Law { get; } = TraceLaws.OfTrace("Coherency.NoDirtyLoss", "invalidate(s) => line not dirty; write past the cache => line not dirty", Check);

    private static LawResult Check(Case c, IRules rules)
    {
        LifecycleTrace trace = c.Trace(rules);
        return c.DataSeen(rules) is { Loss: { } loss, LossAt: { } at }
            ? LawResult.Violated("no write is lost", "a clean first", $"{rules.Name}: {loss} (at {trace.NameOf(at)})", rules.Name)
            : trace.Steps.Any(s => s.Result.CacheActions.Count > 0) ? LawResult.Holds
            : LawResult.NotApplicable;
    }
}
