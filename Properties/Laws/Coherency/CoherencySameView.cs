using DmabufVerify.Properties.Lifecycle;
using DmabufVerify.Vocabulary;

namespace DmabufVerify.Properties.Laws.Coherency;

/// <summary>
/// Every reader sees the same data whoever tracks the caches; and, as long as nothing is bounced, the last that anybody wrote (thread D12.8).
/// </summary>
internal static class CoherencySameView
{
    public static Law Law { get; } = TraceLaws.OfTrace(
        "Coherency.SameView", "read(s) is equal for all; nothing bounced => read(s) = last write", Check);

    private static LawResult Check(Case c, IRules rules)
    {
        DataSeen seen = c.DataSeen(rules);
        DataSeen spec = c.DataSeen(c.Voters.Spec);
        LifecycleTrace trace = c.Trace(rules);
        return LawResult.Worst(seen.Reads.Select((read, i) =>
            read is not { } version || i >= spec.Reads.Length ? LawResult.NotApplicable
            : !seen.Bounced[i] && version != seen.Expected[i]
                ? Violated("the reader sees the last write", seen.Expected[i], version, i)
            : spec.Reads[i] is { } wanted && wanted != version ? Violated("every reader sees the same", wanted, version, i)
            : LawResult.Holds));

        LawResult Violated(string conjunct, int expected, int actual, int index) => LawResult.Violated(
            conjunct, Write(expected), $"{rules.Name}: {Write(actual)} (at {trace.NameOf(index)})", rules.Name);

        string Write(int version) => version switch
        {
            0 => "the contents of fresh storage",
            < 0 => "garbage",
            _ => $"what was written by {trace.NameOf(version - 1)}",
        };
    }
}
