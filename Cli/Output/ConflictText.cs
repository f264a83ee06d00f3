using DmabufVerify.Properties.Deciding;
using DmabufVerify.Properties.Voting;
using DmabufVerify.Vocabulary;

namespace DmabufVerify.Cli.Output;

/// <summary>Of an unsatisfiable decision: who is in the way with which limit, and what would fix it.</summary>
internal static class ConflictText
{
    public static void Write(TextWriter output, Decision decision)
    {
        if (!decision.HasCore)
        {
            output.WriteLine(NobodyInTheWay(decision.Scenario));
            return;
        }

        output.WriteLine("in the way (none can be left out)");
        foreach (CorePair pair in decision.Core)
        {
            string origin = decision.RestsOn.Contains(pair)
                ? "the policy's default"
                : "declared";
            output.WriteLine($"  {Words.Of(pair),-34} {Words.Value(pair.Limit, pair.Value),-12} {origin}");
        }

        foreach (HeapRestriction heaps in decision.HeapCore)
        {
            output.WriteLine($"  {Words.Of(heaps),-34} {Words.List(heaps.Heaps),-12} declared");
        }

        if (decision.HeapCore.Count > 0)
        {
            output.WriteLine($"  {HeapMemory.Of(decision).Clause}");
        }

        foreach (string clause in Clauses(decision).Distinct())
        {
            output.WriteLine($"  {clause}");
        }

        if (decision.Scenario.Devices.Count > 1 && decision.InTheWay.ToList() is [var alone])
        {
            output.WriteLine($"  {alone} could not use the buffer alone either");
        }

        output.WriteLine();
        FixText.Write(output, decision);
        output.WriteLine(decision.RestsOn.Count > 0
            ? $"rests on a default: if no default counted, the answer would be {Words.Of(decision.WithoutDefaults)}"
            : "rests on declared limits only");
    }

    /// <summary>Without any limit in the way it is the memory itself, if there is any; else a voter could not say which.</summary>
    private static string NobodyInTheWay(Scenario scenario)
    {
        UInt128 free = scenario.Memory.Aggregate(UInt128.Zero, (sum, extent) => sum + ((UInt128)extent.Pages.Pages << scenario.PageSize.Shift));
        return free < scenario.BufferSizeBytes && scenario is { Memory.Count: > 0, Layout: null }
            ? $"no limit is in the way: the memory holds {Words.Bytes(free)}"
            : "which limits are in the way could not be told";
    }

    private static IEnumerable<string> Clauses(Decision decision)
    {
        // What a limit needs of storage that is yet to be found is no one number.
        IEnumerable<Ballot> overKnownStorage = decision.Ballots.Where(b => b.Question is not PlacementQuestion);
        foreach (Refusal refusal in overKnownStorage.SelectMany(b => b.Votes).Select(v => v.Vote.Refusal).OfType<Refusal>())
        {
            if (decision.Core.Any(p => p.Device == refusal.Device && p.Limit == refusal.Limit))
            {
                yield return decision.CapacityBytes is { } capacity && refusal.Limit == LimitKind.MaxSegmentCount
                    ? $"together they allow {Words.Bytes(capacity)} in any layout"
                    : Words.Of(refusal, Words.MayBounce(decision.Scenario, refusal.Device));
            }
        }
    }
}
