using DmabufVerify.Cli.Drawing;
using DmabufVerify.Properties.Deciding;
using DmabufVerify.Properties.Explaining;
using DmabufVerify.Properties.Voting;
using DmabufVerify.Vocabulary;

namespace DmabufVerify.Cli.Output;

/// <summary>A decision for people: the verdict, the votes, who is in the way, what would fix it.</summary>
internal static class DecisionText
{
    private const int MostSegments = 6;

    /// <param name="output">Where to.</param>
    /// <param name="decision">What was decided.</param>
    /// <param name="solver">Its version.</param>
    /// <param name="elapsed">How long it took.</param>
    /// <param name="picture">Printed between the votes and the reasons.</param>
    /// <param name="style">How the picture is drawn.</param>
    /// <param name="free">Fields that do not matter, for who wants them printed.</param>
    public static void Write(
        TextWriter output,
        Decision decision,
        string solver,
        TimeSpan elapsed,
        LayoutDrawing? picture = null,
        DrawingStyle? style = null,
        FreeFields? free = null)
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

        if (decision is { Verdict: Verdict.Unknown, Effort: { } effort })
        {
            output.WriteLine($"  the solver spent {Words.Count((long)effort.Steps)} steps in {effort.Milliseconds:f0} ms");
        }

        foreach (FoundStorage none in decision.Found.Where(f => f.Problem is not null))
        {
            output.WriteLine($"  {none.Voter} shows storage that is none: {none.Problem}");
        }

        if (decision.IsContested)
        {
            string? odd = decision.Ballots.Select(b => b.OddOneOut).FirstOrDefault(o => o is not null);
            output.WriteLine($"  THE VOTERS CONTRADICT EACH OTHER: {(odd is null ? "no majority" : $"{odd} is the odd one out")}; believe none");
        }

        if (picture is not null)
        {
            output.WriteLine();
            TextDrawing.Write(output, picture, style ?? DrawingStyle.Plain);
        }

        switch (decision.Verdict)
        {
            case Verdict.Unsat:
                WriteConflict(output, decision);
                WriteFree(output, free ?? FreeFields.None);
                break;
            case Verdict.Sat:
                WriteTables(output, decision);
                SlackText.Write(output, decision);
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
            + (scenario.Layout is { } layout ? $" in {Words.Plural(layout.Runs.Count, "run")}"
                : scenario.Memory.Count > 0 ? $" within {Words.Plural(scenario.Memory.Count, "extent")}"
                : "");
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

    private static void WriteFree(TextWriter output, FreeFields free)
    {
        if (free.Checks > 0)
        {
            output.WriteLine();
        }

        foreach (string line in FreeText.Lines(free))
        {
            output.WriteLine(line);
        }
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

    private static void WriteTables(TextWriter output, Decision decision)
    {
        if (decision.CapacityBytes is { } capacity)
        {
            output.WriteLine($"  in any layout: at most {Words.Bytes(capacity)}");
        }

        if (decision.Storage is { } found)
        {
            WriteStorage(output, found, decision.Scenario.PageSize);
        }

        foreach (DeviceTable table in decision.Tables)
        {
            if (!table.IsValid)
            {
                output.WriteLine();
                output.WriteLine($"{table.Device}: no table over this storage");
                continue;
            }

            ulong count = table.Vote.FewestSegments ?? (ulong)table.Segments.Count;
            output.WriteLine();
            output.WriteLine($"{table.Device}: {count} segment{(count == 1 ? "" : "s")}");
            if (table.Copying is { Segments: > 0 } copying)
            {
                output.WriteLine($"  not zero-copy: {Words.Of(copying)}");
            }

            WriteRanges(
                output,
                table.Segments.Select((s, i) => (s.AddressBytes, (UInt128)s.LengthBytes, i < table.CopyOf.Count ? table.CopyOf[i] : null)),
                count);
        }
    }

    private static void WriteStorage(TextWriter output, FoundStorage found, PageSize pageSize)
    {
        output.WriteLine();
        output.WriteLine($"storage: {Words.Plural(found.Storage.Runs.Count, "run")}, found by {found.Voter}, replayed through the specification");
        WriteRanges(
            output,
            found.Storage.Runs.Select(run => (run.FirstPfn << pageSize.Shift, (UInt128)run.Pages << pageSize.Shift, (ulong?)null)),
            (ulong)found.Storage.Runs.Count);
    }

    private static void WriteRanges(
        TextWriter output, IEnumerable<(ulong AddressBytes, UInt128 LengthBytes, ulong? CopyOf)> ranges, ulong count)
    {
        foreach ((ulong address, UInt128 length, ulong? copyOf) in ranges.Take(MostSegments))
        {
            string original = copyOf is { } physical ? $"  a copy of {Words.Hex(physical)}" : "";
            output.WriteLine($"  {Words.Hex(address),18} + {Words.Bytes(length)}{original}");
        }

        if (count > MostSegments)
        {
            output.WriteLine($"  … {count - MostSegments} more");
        }
    }
}
