using DmabufVerify.Vocabulary;

namespace DmabufVerify.Tests.Properties.Explaining.Histories;

/// <summary>A short life of a buffer, as results and views: a camera maps, a display is refused, the storage moves.</summary>
internal static class Lives
{
    public static Scenario Scenario { get; } = new()
    {
        BufferSizeBytes = 1 << 20,
        Devices = [new Device("camera", Limits.Unset), new Device("display", Limits.Unset)],
        Memory = [new MemoryExtent(new PfnRun(0x100000, 4096), "high")],
        Steps =
        [
            new Step(new Operation.Attach("camera")),
            new Step(new Operation.Map("camera", MapDirection.FromDevice), 1),
            new Step(new Operation.Attach("display")),
            new Step(new Operation.Move()),
        ],
    };

    private static Layout Storage { get; } = new(0, [.. Enumerable.Range(0, 256).Select(i => new PfnRun(0x100000 + (2UL * (ulong)i), 1))]);

    private static Mapping Mapped { get; } = new(
        MappingKind.Direct, null, new SegmentTable([.. Storage.Runs.Select(r => new Segment(r.FirstPfn << 12, 4096))]));

    private static Constraints Constraints { get; } =
        new(ResolvedLimits.Unlimited with { MaxSegmentCount = 256, AddressMask = 0xffffffff }, 1);

    /// <summary>A conflict that the display takes part in.</summary>
    public static StepResult Refusal(LimitKind limit = LimitKind.AddressMask) => StepResult.Refused(
        Errno.Ebusy, GroundsKind.LiveMapping, "camera", [new BitingLimit("display", limit, 0xffffffff, IsDefault: true)]);

    /// <summary>What an implementation that is right does; the third step's result may be another.</summary>
    public static (StepResult, BufferView)[] Script(StepResult? third = null)
    {
        BufferView exported = BufferView.None with { IsExported = true };
        BufferView attached = exported with
        {
            Attachments = [new AttachmentView(0, "camera", 0, 0, null)],
            AttachmentObjects = 1,
            Stored = Constraints,
            Recomputed = Constraints,
        };
        BufferView mapped = attached with { Storage = Storage, Attachments = [new AttachmentView(0, "camera", 1, 0, Mapped)] };
        BufferView moved = attached with { Storage = new Layout(16, [new PfnRun(0x80000, 256)]) };
        return
        [
            (StepResult.Ok, exported),
            (StepResult.Ok with { Attachment = 0 }, attached),
            (StepResult.Ok with { Mapping = Mapped, CacheActions = [new CacheAction(CacheActionKind.CopyIn, 0)] }, mapped),
            (third ?? Refusal(), mapped),
            (StepResult.Ok with { Notified = [0], CacheActions = [new(CacheActionKind.Invalidate), new(CacheActionKind.CopyStorage)] }, moved),
        ];
    }
}
