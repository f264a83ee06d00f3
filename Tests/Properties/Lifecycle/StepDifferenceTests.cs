using DmabufVerify.Properties.Lifecycle;
using DmabufVerify.Vocabulary;
using static DmabufVerify.Tests.Properties.Lifecycle.Histories;

namespace DmabufVerify.Tests.Properties.Lifecycle;

public sealed class StepDifferenceTests
{
    private static readonly LifecycleTrace Trace =
        LifecycleTrace.Of(TestVoters.Two.Spec, Of([Some.Free("a")], Attach("a"), Map("a")));

    private static readonly BitingLimit Biting = new("a", LimitKind.MaxSegmentCount, 1, IsDefault: false);

    public static TheoryData<string, StepResult> Results => new()
    {
        { "errno", new(Errno.Ebusy) },
        { "grounds", StepResult.Ok with { Grounds = new(GroundsKind.Conflict, "b", []) } },
        { "attachment", StepResult.Ok with { Attachment = 1 } },
        { "mapping", StepResult.Ok with { Mapping = new(MappingKind.Direct, null, new SegmentTable([])) } },
        { "constraints", StepResult.Ok with { Constraints = new(ResolvedLimits.Unlimited, 1) } },
        { "what hooks saw", StepResult.Ok with { Hooks = [Hook] } },
        { "who was notified", StepResult.Ok with { Notified = [0] } },
        { "copies", StepResult.Ok with { CacheActions = [new(CacheActionKind.CopyIn, 0)] } },
    };

    public static TheoryData<string, BufferView> Views => new()
    {
        { "whether it is exported", BufferView.None with { IsExported = true } },
        { "storage", BufferView.None with { Storage = new Layout(0, [new PfnRun(1, 1)]) } },
        { "attachments", BufferView.None with { Attachments = [new AttachmentView(0, "a", 0, 0, null)] } },
        { "stored constraints", BufferView.None with { Stored = new(ResolvedLimits.Unlimited, 1) } },
        { "recomputed constraints", BufferView.None with { Recomputed = new(ResolvedLimits.Unlimited, 1) } },
        { "attachment objects", BufferView.None with { AttachmentObjects = 1 } },
        { "CPU access", BufferView.None with { CpuAccess = CpuAccess.Read } },
    };

    private static HookView Hook { get; } =
        new(ExporterHook.Attach, "a", new(ResolvedLimits.Unlimited, 0), new(ResolvedLimits.Unlimited, 1));

    [Fact]
    public void Equal_traces_do_not_differ()
    {
        Assert.Null(StepDifference.First(Trace, Trace));
        Assert.Null(StepDifference.First(Trace, Trace.WithoutFlushes()));
    }

    [Theory]
    [MemberData(nameof(Results))]
    public void Result_that_differs_is_named(string field, StepResult other)
    {
        StepDifference? difference = StepDifference.OfResults(StepResult.Ok, other);

        Assert.Equal((field, 0), (difference?.Field, difference?.Step));
        Assert.NotEqual(difference!.Expected, difference.Actual);
    }

    [Theory]
    [MemberData(nameof(Views))]
    public void View_that_differs_is_named(string field, BufferView other)
    {
        static LifecycleTrace After(BufferView view) => Trace with
        {
            Steps = [Trace.Steps[0], Trace.Steps[1] with { After = view }],
        };

        StepDifference? difference = StepDifference.First(After(BufferView.None), After(other));

        Assert.Equal((field, 1), (difference?.Field, difference?.Step));
        Assert.NotEqual(difference!.Expected, difference.Actual);
    }

    [Fact]
    public void Choice_among_conflicts_and_flushes_may_differ()
    {
        StepResult refused = StepResult.Refused(Errno.Einval, GroundsKind.Conflict, "a", [Biting]);

        Assert.Null(StepDifference.OfResults(refused, StepResult.Refused(Errno.Einval, GroundsKind.Conflict, "a")));
        Assert.Null(StepDifference.OfResults(StepResult.Ok, StepResult.Ok with { CacheActions = [new(CacheActionKind.Clean)] }));
        Assert.Equal("none", StepDifference.OfResults(StepResult.Ok, refused with { Errno = Errno.Ok })!.Expected);
    }
}
