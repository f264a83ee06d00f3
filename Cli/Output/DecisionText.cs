using DmabufVerify.Properties.Deciding;
using DmabufVerify.Vocabulary;

namespace DmabufVerify.Cli.Output;

/// <summary>A decision for people: the verdict, the votes, who is in the way, what would fix it.</summary>
internal static class DecisionText
{
    private const int MostSegments = 6;

    public static void Write(TextWriter output, Decision decision, string solver, TimeSpan elapsed)
    {
        Scenario scenario = decision.Scenario;
        output.WriteLine(Headline(decision));
        output.WriteLine($"  {Words.Of(scenario.Policy, scenario.Mode)}");
        output.WriteLine($"  votes: {string.Join(", ", decision.VoterVerdicts.Select(v => $"{v.Voter} {Words.Of(v.Verdict)}"))}"
            + $"  ({solver}, {elapsed.TotalMilliseconds:f0} ms)");
        foreach (string reason in decision.UnknownReasons.Distinct())
        {
            output.WriteLine($"  {reason}");
        }

        if (decision.IsContested)
        {
            string? odd = decision.Ballots.Select(b => b.OddOneOut).FirstOrDefault(o => o is not null);
            output.WriteLine($"  THE VOTERS CONTRADICT EACH OTHER: {(odd is null ? "no majority" : $"{odd} is the odd one out")}; believe none");
        }

        switch (decision.Verdict)
        {
            case Verdict.Unsat:
                WriteConflict(output, decision);
                break;
            case Verdict.Sat:
                WriteTables(output, decision);
                break;
        }
    }

    private static string Headline(Decision decision)
    {
        Scenario scenario = decision.Scenario;
        if (scenario.Devices.Count == 0)
        {
            return $"SAT: {Words.NothingAsked}";
        }

        string who = string.Join(" and ", scenario.Devices.Select(d => d.Name));
        string what = $"{Words.Bytes(scenario.BufferSizeBytes)}"
            + (scenario.Layout is { } layout ? $" in {layout.Runs.Count} run{(layout.Runs.Count == 1 ? "" : "s")}" : "");
        string can = scenario.Devices.Count > 1 ? "share" : "use";
        return decision.Verdict switch
        {
            Verdict.Sat => $"SAT: {who} can {can} {what}",
            Verdict.Unsat => $"UNSAT: {who} cannot {can} {what}",
            Verdict.Unknown => $"UNKNOWN: whether {who} can {can} {what}",
            _ => throw new ArgumentOutOfRangeException(nameof(decision)),
        };
    }

    private static void WriteConflict(TextWriter output, Decision decision)
    {
        output.WriteLine();
        output.WriteLine("in the way (none can be left out)");
        foreach (CorePair pair in decision.Core)
        {
            string origin = decision.RestsOn.Contains(pair)
                ? "the policy's default"
                : "declared";
            output.WriteLine($"  {Words.Of(pair),-34} {Words.Value(pair.Limit, pair.Value),-12} {origin}");
        }

        foreach (string clause in Clauses(decision).Distinct())
        {
            output.WriteLine($"  {clause}");
        }

        if (decision.Scenario.Devices.Count > 1 && decision.Core.Select(p => p.Device).Distinct().ToList() is [var alone])
        {
            output.WriteLine($"  {alone} could not use the buffer alone either");
        }

        output.WriteLine();
        if (decision.Relaxations.Count == 0)
        {
            output.WriteLine("no change of one limit is enough");
        }
        else
        {
            output.WriteLine("what would fix it (each is enough alone, none less is)");
            foreach (Relaxation relaxation in decision.Relaxations)
            {
                output.WriteLine($"  {Words.Of(relaxation)}");
            }
        }

        output.WriteLine(decision.RestsOn.Count > 0
            ? $"rests on a default: if no default counted, the answer would be {Words.Of(decision.WithoutDefaults)}"
            : "rests on declared limits only");
    }

    private static IEnumerable<string> Clauses(Decision decision)
    {
        foreach (Refusal refusal in decision.Ballots.SelectMany(b => b.Votes).Select(v => v.Vote.Refusal).OfType<Refusal>())
        {
            if (decision.Core.Any(p => p.Device == refusal.Device && p.Limit == refusal.Limit))
            {
                yield return decision.CapacityBytes is { } capacity && refusal.Limit == LimitKind.MaxSegmentCount
                    ? $"together they allow {Words.Bytes(capacity)} in any layout"
                    : Words.Of(refusal);
            }
        }
    }

    private static void WriteTables(TextWriter output, Decision decision)
    {
        if (decision.CapacityBytes is { } capacity)
        {
            output.WriteLine($"  in any layout: at most {Words.Bytes(capacity)}");
        }

        foreach (DeviceTable table in decision.Tables)
        {
            ulong count = table.Vote.FewestSegments ?? (ulong)table.Segments.Count;
            output.WriteLine();
            output.WriteLine($"{table.Device}: {count} segment{(count == 1 ? "" : "s")}");
            foreach (Segment segment in table.Segments.Take(MostSegments))
            {
                output.WriteLine($"  {Words.Hex(segment.AddressBytes),18} + {Words.Bytes(segment.LengthBytes)}");
            }

            if (count > MostSegments)
            {
                output.WriteLine($"  … {count - MostSegments} more");
            }
        }
    }
}
