using DmabufVerify.Properties.Explaining.Histories;
using DmabufVerify.Vocabulary;

namespace DmabufVerify.Tests.Properties.Explaining.Histories;

public class ViewChangesTests
{
    private static readonly Mapping Table = new(MappingKind.Iommu, "d", new SegmentTable([new Segment(0x1000, 4096)]));

    private static readonly BufferView Full = new()
    {
        IsExported = true,
        Storage = new Layout(0, [new PfnRun(1, 1)]),
        Attachments = [new AttachmentView(0, "a", 2, 1, Table), new AttachmentView(3, "b", 0, 0, null)],
        AttachmentObjects = 2,
        Stored = new Constraints(ResolvedLimits.Unlimited with { MaxSegmentCount = 5 }, 2),
        Recomputed = new Constraints(ResolvedLimits.Unlimited with { MaxSegmentCount = 5 }, 2),
        CpuAccess = CpuAccess.Write,
    };

    [Fact]
    public void Equal_views_have_none() => Assert.Empty(ViewChanges.Between(Full, Full with { Attachments = [.. Full.Attachments] }));

    [Fact]
    public void Everything_that_comes_is_told_in_the_order_of_the_view() => Assert.Equal(
        [
            new ViewChange.Existence(true),
            new ViewChange.Storage(null, Full.Storage),
            new ViewChange.Attached(0, "a"),
            new ViewChange.Mapped(0, "a", null, Table),
            new ViewChange.Holds(0, "a", Hold.Maps, 0, 2),
            new ViewChange.Holds(0, "a", Hold.Pins, 0, 1),
            new ViewChange.Attached(3, "b"),
            new ViewChange.Counted(ConstraintsOf.Stored, 0, 2),
            new ViewChange.Limit(ConstraintsOf.Stored, LimitKind.MaxSegmentCount, ulong.MaxValue, 5),
            new ViewChange.Counted(ConstraintsOf.Recomputed, 0, 2),
            new ViewChange.Limit(ConstraintsOf.Recomputed, LimitKind.MaxSegmentCount, ulong.MaxValue, 5),
            new ViewChange.Cpu(CpuAccess.None, CpuAccess.Write),
        ],
        ViewChanges.Between(BufferView.None, Full));

    [Fact]
    public void What_goes_is_told_as_what_came_in_reverse()
    {
        ValueList<ViewChange> there = ViewChanges.Between(BufferView.None, Full);
        ValueList<ViewChange> back = ViewChanges.Between(Full, BufferView.None);

        Assert.Equal(there.Count, back.Count);
        Assert.Contains(new ViewChange.Mapped(0, "a", Table, null), back);
        Assert.Equal(
            [new ViewChange.Detached(0, "a"), new ViewChange.Detached(3, "b")],
            back.Where(c => c is ViewChange.Detached));
    }

    [Fact]
    public void An_object_without_an_attachment_is_a_leak() => Assert.Equal(
        [new ViewChange.Detached(3, "b"), new ViewChange.Leaked(0, 1)],
        ViewChanges.Between(Full, Full with { Attachments = [Full.Attachments[0]] }));

    [Fact]
    public void A_number_that_another_device_takes_over_is_another_attachment() => Assert.Equal(
        [new ViewChange.Detached(3, "b"), new ViewChange.Attached(3, "c")],
        ViewChanges.Between(Full, Full with { Attachments = [Full.Attachments[0], new AttachmentView(3, "c", 0, 0, null)] }));

    /// <summary>A change that is not told would hide a difference between implementations.</summary>
    [Fact]
    public void No_difference_is_left_out()
    {
        BufferView[] others =
        [
            Full with { IsExported = false },
            Full with { Storage = null },
            Full with { Storage = new Layout(1, Full.Storage!.Runs) },
            Full with { Attachments = [Full.Attachments[0]], AttachmentObjects = 1 },
            Full with { Attachments = [Full.Attachments[0] with { Maps = 1 }, Full.Attachments[1]] },
            Full with { Attachments = [Full.Attachments[0] with { Pins = 0 }, Full.Attachments[1]] },
            Full with { Attachments = [Full.Attachments[0] with { Mapping = Table with { Domain = null } }, Full.Attachments[1]] },
            Full with { Attachments = [.. Full.Attachments, Full.Attachments[1]], AttachmentObjects = 3 },
            Full with { AttachmentObjects = 3 },
            Full with { CpuAccess = CpuAccess.Read },
            Full with { Stored = Full.Stored with { Attachments = 1 } },
            Full with { Recomputed = Full.Recomputed with { Attachments = 1 } },
            .. LimitKinds.All.Select(kind => Full with { Stored = new(Full.Stored.Limits.With(kind, 4095), 2) }),
            .. LimitKinds.All.Select(kind => Full with { Recomputed = new(Full.Recomputed.Limits.With(kind, 4095), 2) }),
        ];

        Assert.All(others, other => Assert.Single(ViewChanges.Between(Full, other)));
        Assert.Equal(others.Length, others.Select(other => ViewChanges.Between(Full, other)).Distinct().Count());
    }
}
