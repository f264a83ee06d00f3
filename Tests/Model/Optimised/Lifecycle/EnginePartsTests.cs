using DmabufVerify.Optimised;
using DmabufVerify.Optimised.Lifecycle;
using DmabufVerify.Vocabulary;
using static DmabufVerify.Tests.Model.Optimised.Lifecycle.Buffers;

namespace DmabufVerify.Tests.Model.Optimised.Lifecycle;

/// <summary>Each part can be replaced, and the engine then does as the part says.</summary>
public class EnginePartsTests
{
    [Fact]
    public void Move_under_a_pin()
    {
        EngineParts parts = EngineParts.Default with { Decisions = new ForgetsPins() };
        DmaBufEngine engine = Attached(Of(Dev("a")).At((0x10, 4)).In((0x40, 4, "h")).Movable(), parts);
        Done(engine.Pin("a"));
        Done(engine.Move());
    }

    [Fact]
    public void Old_table_after_limits_have_changed()
    {
        DmaBufEngine engine = Attached(Of(Dev("a")).At((0x10, 4)), EngineParts.Default with { Answers = () => new NeverForgets() });
        Done(engine.Map("a", Both));
        Done(engine.Unmap("a"));
        Done(engine.ChangeLimits("a", Free with { MaxSegmentSizeBytes = Page }));
        Assert.Single(Table(engine.Map("a", Both)));
    }

    [Fact]
    public void Copy_for_a_zero_copy_device()
    {
        Scenario scenario = Of(Dev("a", Free with { AddressMask = 0xffffffff })).At((0x100000, 4));
        DmaBufEngine engine = Attached(scenario, EngineParts.Default with { Serving = s => new CopiesForAll(s) });
        Assert.Equal(MappingKind.Bounced, Done(engine.Map("a", Both)).Mapping!.Kind);
    }

    [Fact]
    public void Limits_of_who_never_attached()
    {
        Scenario scenario = Of(Dev("a", Free with { MaxSegmentCount = 2 })).At((0x10, 4));
        var engine = new DmaBufEngine(scenario, EngineParts.Default with { Constraints = () => new NoRollback() });
        Done(engine.Export());
        Done(engine.ExporterRefuses("a", true));
        Assert.Equal(Errno.Eperm, engine.Attach("a").Errno);
        Done(engine.ExporterRefuses("a", false));
        Done(engine.Attach("a"));
        Done(engine.Detach("a"));
        Assert.Equal(2UL, engine.GetConstraints().Constraints!.Limits.MaxSegmentCount);
    }

    private static DmaBufEngine Attached(Scenario scenario, EngineParts parts)
    {
        var engine = new DmaBufEngine(scenario, parts);
        Done(engine.Export());
        Done(engine.Attach("a"));
        return engine;
    }

    private sealed class ForgetsPins : EngineDecisions
    {
        public override GroundsKind? KeepsStorage(in MoveObstacles obstacles) =>
            base.KeepsStorage(obstacles with { IsPinned = false });
    }

    private sealed class NeverForgets : AnswerCache
    {
        private Mapping? _first;

        public override Mapping? Find(Attachment attachment, in MappingStamp stamp) => _first;

        public override void Keep(Attachment attachment, in MappingStamp stamp, Mapping mapping) => _first = mapping;
    }

    private sealed class CopiesForAll(Scenario scenario) : Serving(scenario)
    {
        public override bool Serves(DeviceProfile profile, PagedBuffer buffer) => true;

        public override TablePlan? Plan(DeviceProfile profile, PagedBuffer buffer) =>
            new(MappingKind.Bounced, Bounced(profile, buffer)!);
    }

    private sealed class NoRollback : MergedConstraints
    {
        private readonly MergedLimitsTree _ever = new();

        public override ResolvedLimits Limits => _ever.Merged;

        public override Judge JudgeWith(int device, DeviceProfile profile)
        {
            _ever.Attach(profile.Constraint);
            return base.JudgeWith(device, profile);
        }
    }
}
