using System.Text;
using DmabufVerify.Vocabulary;
using DmabufVerify.Vocabulary.Catalogue;
using DmabufVerify.Vocabulary.Json;

namespace DmabufVerify.Properties.Laws.Input;

/// <summary>
/// One mistake put into a good scenario is found, at the place where it was put: the published patches let every one of these in
/// (thread F11, F12, F21). Which mistake is tried follows from the scenario, so that a case can be replayed and shrunk.
/// </summary>
internal static class ScenarioRejectsByName
{
    private static readonly Mistake[] Mistakes =
    [
        new("maxSegmentCount", s => Limit(s, LimitKind.MaxSegmentCount, 0)),
        new("maxSegmentSize", s => Limit(s, LimitKind.MaxSegmentSize, s.PageSize.Bytes - 1)),
        new("segmentBoundaryMask", s => Limit(s, LimitKind.SegmentBoundaryMask, 0xffff_0000)),
        new("segmentBoundaryMask", s => Limit(s, LimitKind.SegmentBoundaryMask, (s.PageSize.Bytes >> 1) - 1)),
        new("virtBoundaryMask", s => Limit(s, LimitKind.VirtBoundaryMask, s.PageSize.Bytes)),
        new("minAlignMask", s => Limit(s, LimitKind.MinAlignMask, 5)),
        new("addressMask", s => Limit(s, LimitKind.AddressMask, 0)),
        new("name", s => s.Devices.Count == 0 ? null : s with { Devices = [.. s.Devices, s.Devices[0]] }),
        new("busOffset", s => s.Devices.Count == 0
            ? null
            : s with { Devices = [s.Devices[0] with { BusOffsetBytes = 1, Iommu = null }, .. s.Devices.Skip(1)] }),
        new("buffer.size", s => s with { BufferSizeBytes = 0 }),
        new("buffer.size", s => s with { BufferSizeBytes = (1UL << 63) + 1 }),
        new("layout.runs", s => s.Layout is null ? null : s with { Layout = new(s.Layout.OffsetBytes, [.. s.Layout.Runs, s.Layout.Runs[0]]) }),
        new("layout.offset", s => s.Layout is null ? null : s with { Layout = s.Layout with { OffsetBytes = s.PageSize.Bytes } }),
        new("heaps[1]", s => s.Devices.Count == 0 || s.Steps.Count > 0 ? null : Heaps(s, MemoryExtent.DefaultHeap, MemoryExtent.DefaultHeap)),
        new("heaps[0]", s => s.Devices.Count == 0 || s.Steps.Count > 0 || s.Memory.Count == 0 ? null : Heaps(s, "no such heap")),
        new("heaps", s => s.Devices.Count == 0 || s.Steps.Count == 0 ? null : Heaps(s, MemoryExtent.DefaultHeap)),
    ];

    public static Law Law { get; } = new(
        "Scenario.RejectsByName", "read(s with one mistake) = the mistake's field", NeedsSolver: false, Check)
    {
        Subject = LawSubject.Everything,
    };

    private static LawResult Check(Case c)
    {
        int which = (int)((c.Scenario.BufferSizeBytes + (ulong)c.Scenario.Devices.Count) % (ulong)Mistakes.Length);
        Mistake mistake = Mistakes[which];
        if (mistake.PutInto(c.Scenario) is not { } wrong)
        {
            return LawResult.NotApplicable;
        }

        ReadResult<Scenario> read = ScenarioReader.Read(Encoding.UTF8.GetBytes(ScenarioWriter.Write(wrong)), DeviceCatalogue.Shipped.Limits);
        return read.IsOk ? LawResult.Violated("is rejected", $"a problem at {mistake.Field}", "accepted")
            : read.Problem.JsonPath.Contains(mistake.Field, StringComparison.Ordinal) ? LawResult.Holds
            : LawResult.Violated("at its place", mistake.Field, $"{read.Problem}");
    }

    private static Scenario? Limit(Scenario scenario, LimitKind kind, ulong value) => scenario.Devices.Count == 0
        ? null
        : scenario with
        {
            Devices = [scenario.Devices[0] with { Limits = scenario.Devices[0].Limits.With(kind, value) }, .. scenario.Devices.Skip(1)],
        };

    private static Scenario Heaps(Scenario scenario, params string[] heaps) => scenario with
    {
        Devices = [scenario.Devices[0] with { Heaps = [.. heaps] }, .. scenario.Devices.Skip(1)],
    };

    private sealed record Mistake(string Field, Func<Scenario, Scenario?> PutInto);
}
