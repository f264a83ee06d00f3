using DmabufVerify.Properties.Lifecycle;
using DmabufVerify.Vocabulary;

namespace DmabufVerify.Tests.Properties.Lifecycle;

public sealed class StepWordsTests
{
    public static TheoryData<Operation, string> Operations => new()
    {
        { new Operation.Export(), "export" },
        { new Operation.Attach("d"), "attach d" },
        { new Operation.Detach("d"), "detach d" },
        { new Operation.Map("d", MapDirection.ToDevice), "map d" },
        { new Operation.Unmap("d"), "unmap d" },
        { new Operation.TestMap("d", MapDirection.ToDevice), "testMap d" },
        { new Operation.Pin("d"), "pin d" },
        { new Operation.Unpin("d"), "unpin d" },
        { new Operation.Move(), "move" },
        { new Operation.BeginCpuAccess(false), "beginCpuAccess" },
        { new Operation.BeginCpuAccess(true), "beginCpuAccess for writing" },
        { new Operation.EndCpuAccess(), "endCpuAccess" },
        { new Operation.CpuUse(false), "cpuRead" },
        { new Operation.CpuUse(true), "cpuWrite" },
        { new Operation.DeviceUse("d", false, false), "deviceRead d" },
        { new Operation.DeviceUse("d", true, false), "deviceWrite d" },
        { new Operation.GetConstraints(), "getConstraints" },
        { new Operation.RecalcConstraints(), "recalcConstraints" },
        { new Operation.ChangeLimits("d", Limits.Unset), "changeLimits d" },
        { new Operation.ExporterRefuses("d", true), "exporterRefuses d" },
    };

    [Theory]
    [MemberData(nameof(Operations))]
    public void Operation_is_as_in_a_scenario(Operation operation, string words) => Assert.Equal(words, StepWords.Of(operation));

    [Fact]
    public void Every_operation_has_words() => Assert.Equal(
        typeof(Operation).GetNestedTypes().Order(Comparer<Type>.Create((a, b) => string.CompareOrdinal(a.Name, b.Name))),
        Operations.Select(row => row[0].GetType()).Distinct().Order(Comparer<Type>.Create((a, b) => string.CompareOrdinal(a.Name, b.Name))));

    [Fact]
    public void Errnos_are_the_kernels()
    {
        Assert.Equal("ok", StepWords.Of(Errno.Ok));
        Assert.Equal("EOPNOTSUPP", StepWords.Of(Errno.Eopnotsupp));
    }

    [Fact]
    public void Values_are_short()
    {
        var mapping = new Mapping(
            MappingKind.Iommu, "x", new SegmentTable([.. Enumerable.Range(1, 6).Select(i => new Segment((ulong)i << 12, 0x1000))]));
        const string Mapped = "Iommu in x [0x1000+0x1000 0x2000+0x1000 0x3000+0x1000 0x4000+0x1000 and 2 more]";

        Assert.Equal("none", StepWords.Of((object?)null));
        Assert.Equal("EBUSY", StepWords.Of((object)Errno.Ebusy));
        Assert.Equal("0x10:2 + 0x20:1", StepWords.Of(new Layout(0, [new PfnRun(0x10, 2), new PfnRun(0x20, 1)])));
        Assert.Equal(Mapped, StepWords.Of((object)mapping));
        Assert.Equal($"[d#4 maps 1 pins 2 {Mapped}; e#5 maps 0 pins 0]", StepWords.Of(
            (ValueList<AttachmentView>)[new(4, "d", 1, 2, mapping), new(5, "e", 0, 0, null)]));
        Assert.Equal("[Clean; CopyIn#3]", StepWords.Of((ValueList<CacheAction>)[new(CacheActionKind.Clean), new(CacheActionKind.CopyIn, 3)]));
        Assert.Equal("[1; 2]", StepWords.Of((ValueList<int>)[1, 2]));
    }

    [Fact]
    public void Constraints_name_what_is_limited_and_how_many_are_attached()
    {
        var limited = new Constraints(ResolvedLimits.Unlimited with { MaxSegmentCount = 16, AddressMask = 0xffff }, 2);
        var unlimited = new Constraints(ResolvedLimits.Unlimited, 0);

        Assert.Equal("maxSegmentCount 0x10, addressMask 0xffff of 2 attached", StepWords.Of((object)limited));
        Assert.Equal("unlimited of 0 attached", StepWords.Of((object)unlimited));
        Assert.Equal(
            "[Detach of d: stored maxSegmentCount 0x10, addressMask 0xffff of 2 attached, recomputed unlimited of 0 attached]",
            StepWords.Of((ValueList<HookView>)[new(ExporterHook.Detach, "d", limited, unlimited)]));
    }
}
