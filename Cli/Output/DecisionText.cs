using DmabufVerify.Cli.Drawing;
using DmabufVerify.Properties.Deciding;
using DmabufVerify.Properties.Explaining;
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
        Folded.Write(output, Words.Of(scenario.Policy, scenario.Mode, scenario.Devices.Any(d => d is { Iommu: null, MayBounce: true })), ", ", indent: "  ");
        output.WriteLine($"  votes: {string.Join(", ", decision.VoterVerdicts.Select(v => $"{v.Voter} {Words.Of(v.Verdict)}"))}"
            + $"  ({solver}, {elapsed.TotalMilliseconds:f0} ms)");
        if (UnaskedFields.Of(scenario).ToList() is { Count: > 0 } unasked)
        {
            Folded.Write(output, $"not asked about, as no storage is to be found: {string.Join(", ", unasked)}", ", ", indent: "  ");
        }

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
                output.WriteLine();
                ConflictText.Write(output, decision);
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
            else if (table.MayBounce && table.Copying is not null && decision.Scenario is { Mode: SharingMode.Shared, Devices.Count: > 1 })
            {
                output.WriteLine("  a table of its own, as it may bounce; nothing is copied");
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
