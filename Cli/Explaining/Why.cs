using DmabufVerify.Cli.Output;
using DmabufVerify.Properties.Deciding;
using DmabufVerify.Vocabulary;

namespace DmabufVerify.Cli.Explaining;

/// <summary>Why it is so: the counting, or the address, that a reader can check by hand.</summary>
internal static class Why
{
    public static IEnumerable<string> Lines(Decision decision) => Markdown.Paragraph(decision switch
    {
        { Verdict: Verdict.Unsat, HasCore: false } => WithoutCore(decision.Scenario),
        { Verdict: Verdict.Unsat } => Unsat(decision),
        { Verdict: Verdict.Sat } => Sat(decision),
        { Effort: { } effort } => $"The solver spent {Words.Count((long)effort.Steps)} steps in {effort.Milliseconds:f0} ms.",
        _ => "The solver was not asked.",
    });

    private static string WithoutCore(Scenario scenario)
    {
        UInt128 free = scenario.Memory.Aggregate(UInt128.Zero, (sum, extent) => sum + ((UInt128)extent.Pages.Pages << scenario.PageSize.Shift));
        return scenario.Memory.Count > 0 && free < scenario.BufferSizeBytes
            ? $"The free memory is {Words.Bytes(free)}, the buffer {Words.Bytes(scenario.BufferSizeBytes)}."
            : "Lifting any one limit changes nothing, and which of them matter could not be told.";
    }

    private static string Unsat(Decision decision)
    {
        CorePair? count = decision.Core.FirstOrDefault(pair => pair.Limit == LimitKind.MaxSegmentCount);
        string also = OnlyOne(decision);
        return decision.HeapCore.Count > 0 ? WithHeaps(decision, count) + also
            : count is null ? Other(decision) + also
            : decision.CapacityBytes is { } capacity ? Capacity(decision, count, capacity) + also
            : Counting(decision, count) + also;
    }

    /// <summary>What heaps leave, and why that will not do: too little of it, or the limits.</summary>
    private static string WithHeaps(Decision decision, CorePair? count)
    {
        string why = decision.Core.Count == 0 ? $"The buffer has {Words.Bytes(decision.Scenario.BufferSizeBytes)}."
            : count is null ? Other(decision)
            : Counting(decision, count);
        return $"{HeapPhrases.Left(decision)} {why}";
    }

    /// <summary>"A buffer of 8100 KiB in segments of at most 64 KiB needs 127 segments; display takes 1."</summary>
    private static string Counting(Decision decision, CorePair count)
    {
        string[] cuts = [.. decision.Core.Where(pair => pair != count).Select(Cut)];
        string pieces = decision.Scenario.Layout is { Runs.Count: > 1 } layout ? $" in {layout.Runs.Count} pieces" : "";
        string how = cuts.Length == 0 ? pieces : $"{pieces}, cut into segments {Markdown.List(cuts)},";
        string needs = Needed(decision) is { } needed ? $"needs {LimitPhrases.Segments(needed)}" : $"needs more segments wherever in {(decision.HeapCore.Count > 0 ? "that" : "the")} memory it is";
        return $"A buffer of {Words.Bytes(decision.Scenario.BufferSizeBytes)}{how} {needs}; {Markdown.Code(count.Device)} takes {count.Value}.";
    }

    private static string Capacity(Decision decision, CorePair count, UInt128 capacity)
    {
        string[] others = [.. decision.Core.Where(pair => pair != count).Select(Cut)];
        string kind = others.Length == 0 ? "" : $" {Markdown.List(others)}";
        return $"{LimitPhrases.Segments(count.Value)}{kind} hold at most {Words.Bytes(capacity)}, wherever they are; "
            + $"the buffer has {Words.Bytes(decision.Scenario.BufferSizeBytes)}.";
    }

    /// <summary>What a limit does to a segment, after "segments".</summary>
    private static string Cut(CorePair pair) => pair.Limit switch
    {
        LimitKind.MaxSegmentSize => $"of at most {Words.Bytes(pair.Value)}",
        LimitKind.SegmentBoundaryMask => $"that cross no multiple of {Words.Bytes((UInt128)pair.Value + 1)}",
        LimitKind.VirtBoundaryMask => $"that meet at multiples of {Words.Bytes((UInt128)pair.Value + 1)}",
        LimitKind.MinAlignMask => $"that keep the address bits {Words.Hex(pair.Value)}",
        LimitKind.AddressMask => $"below {Words.Hex(pair.Value)}",
        LimitKind.MaxSegmentCount => $"of which {pair.Device} takes {pair.Value}",
        _ => throw new ArgumentOutOfRangeException(nameof(pair)),
    };

    /// <summary>No count is in the way: the first voter's reason that is about the core, or the limits in words.</summary>
    private static string Other(Decision decision)
    {
        Refusal? refusal = Refusals(decision).FirstOrDefault(r => decision.Core.Any(p => p.Device == r.Device && p.Limit == r.Limit));
        return refusal switch
        {
            { } r when Words.MayBounce(decision.Scenario, r.Device) => $"{Markdown.Code(r.Device)}: {Words.Of(r, mayBounce: true)}.",
            { Limit: LimitKind.AddressMask, Needed: { } address } =>
                $"Page {refusal.Page ?? 0} of the buffer ends at address {Words.Hex(address)} on the bus of {Markdown.Code(refusal.Device)}, "
                + $"which reaches {Words.Hex(refusal.LimitValue)}.",
            { } r => $"{Markdown.Code(r.Device)}: {Words.Of(r)}.",
            null => $"{Markdown.List([.. decision.Core.Select(p => $"{Markdown.Code(p.Device)} {LimitPhrases.Takes(p.Limit, p.Value)}")])}.",
        };
    }

    /// <summary>Segments of the shortest table when the count is set aside.</summary>
    private static ulong? Needed(Decision decision) =>
        Refusals(decision).FirstOrDefault(r => r is { Limit: LimitKind.MaxSegmentCount, Page: null, Needed: not null })?.Needed
        ?? decision.Ballots.SelectMany(b => b.Votes).Select(v => v.Vote.FewestSegments).FirstOrDefault(n => n is not null);

    /// <summary>Without those about storage yet to be found, of which nobody needs one number.</summary>
    private static IEnumerable<Refusal> Refusals(Decision decision) =>
        decision.Ballots.Where(b => b.Question is not PlacementQuestion).SelectMany(b => b.Votes).Select(v => v.Vote.Refusal).OfType<Refusal>();

    private static string OnlyOne(Decision decision) =>
        decision.Scenario.Devices.Count > 1 && decision.InTheWay.ToList() is [var alone]
            ? $" {Markdown.Code(alone)} could not use the buffer alone either."
            : "";

    private static string Sat(Decision decision)
    {
        string[] tables =
        [
            .. from table in decision.Tables
               where table is { IsValid: true, Vote.FewestSegments: not null }
               let limit = decision.Scenario.Devices.Single(d => d.Name == table.Device).Limits.MaxSegmentCount
               let most = limit is null or ulong.MaxValue ? "any number" : $"up to {limit}"
               select $"{Markdown.Code(table.Device)} gets {LimitPhrases.Segments(table.Vote.FewestSegments!.Value)} (it takes {most})",
        ];
        string counting = tables.Length == 0 ? "" : $"{Markdown.List(tables)}. ";
        string capacity = decision.CapacityBytes is { } bytes ? $"In any storage at most {Words.Bytes(bytes)} would fit. " : "";
        string storage = decision.Storage is { } found
            ? $"Storage in {Words.Plural(found.Storage.Runs.Count, "run")} was found and replayed through the specification. "
            : "";
        return counting + Bouncing.Copied(decision) + capacity + storage + (decision.NearestBreak is { } nearest
            ? $"What would break it first is {LimitPhrases.Name(nearest.Device, nearest.Limit)}: "
              + $"{Words.Value(nearest.Limit, nearest.To)} is enough, {Words.Value(nearest.Limit, nearest.BreaksAt!.Value)} is not."
            : "No one limit can break it.");
    }
}
