using DmabufVerify.Published;
using DmabufVerify.Vocabulary;
using static DmabufVerify.Tests.Model.Published.Buffers;

namespace DmabufVerify.Tests.Model.Published;

/// <summary>What each defect of a refused attach, of the hooks and of the stored constraints leaves to be seen, each one alone.</summary>
public sealed class RefusalDefectsTests
{
    private static readonly Operation Get = new Operation.GetConstraints();
    private static readonly Operation Recalc = new Operation.RecalcConstraints();

    private static readonly Scenario Pair = Of(
        4, [Memory(0, 64)], Dev("a", Free with { MaxSegmentSizeBytes = 2 * Page }), Contiguous("b"), Contiguous("c"));

    private static readonly Scenario WithHooks = Pair with { Exporter = new Exporter { HooksReadConstraints = true } };

    private static ResolvedLimits One => ResolvedLimits.Unlimited with { MaxSegmentCount = 1 };

    [Fact]
    public void F1_a_refusal_is_a_success_without_an_attachment()
    {
        Exported buffer = new Exported(Pair, Defect.F1).After(Attach("a"));

        Assert.Equal(StepResult.Ok, buffer.Do(Attach("b")));
        buffer.Refuses(Errno.Einval, GroundsKind.NotAttached, Map("b"));
    }

    [Fact]
    public void F2_a_refused_attach_leaves_its_object()
    {
        Exported buffer = new Exported(Pair, Defect.F2).After(Attach("a"));

        Assert.Equal(Errno.Einval, buffer.Do(Attach("b")).Errno);
        Assert.Equal((1, 2), (buffer.View.Attachments.Count, buffer.View.AttachmentObjects));
    }

    [Fact]
    public void F3_limits_stay_that_the_hook_refused_until_a_recalculation()
    {
        Exported buffer = new Exported(Pair, Defect.F3).After(new Operation.ExporterRefuses("b", true));

        Assert.Equal(Errno.Eperm, buffer.Do(Attach("b")).Errno);
        Assert.Equal(new Constraints(One, 0), buffer.View.Stored);
        Assert.Equal(new Constraints(ResolvedLimits.Unlimited, 0), buffer.View.Recomputed);
        buffer.After(Recalc);
        Assert.Equal(buffer.View.Recomputed, buffer.View.Stored);
    }

    [Fact]
    public void F3_heals_when_anybody_detaches()
    {
        Exported buffer = new Exported(Pair, Defect.F3).After(
            Attach("a"), Change("a", Free), new Operation.ExporterRefuses("b", true));

        Assert.Equal(Errno.Eperm, buffer.Do(Attach("b")).Errno);
        Assert.NotEqual(buffer.View.Recomputed, buffer.View.Stored);
        buffer.After(Detach("a"));
        Assert.Equal(buffer.View.Recomputed, buffer.View.Stored);
    }

    [Fact]
    public void F4_a_hook_that_reads_waits_for_ever()
    {
        Exported buffer = new(WithHooks, Defect.F4);

        Assert.Equal(new StepResult(Errno.Edeadlk), buffer.Do(Attach("b")));
        Assert.Empty(buffer.View.Attachments);
        new Exported(Pair, Defect.F4).After(Attach("b"), Detach("b"));
    }

    [Fact]
    public void F5_the_newcomer_is_missing_in_the_attach_hook() => Assert.Equal(
        [
            new HookView(
                ExporterHook.Attach, "b", new Constraints(One, 1), new Constraints(ResolvedLimits.Unlimited, 0)),
        ],
        new Exported(WithHooks, Defect.F5).Do(Attach("b")).Hooks);

    [Fact]
    public void F6_the_leaver_is_still_stored_in_the_detach_hook() => Assert.Equal(
        [
            new HookView(
                ExporterHook.Detach, "b", new Constraints(One, 1), new Constraints(ResolvedLimits.Unlimited, 0)),
        ],
        new Exported(WithHooks, Defect.F6).After(Attach("b")).Do(Detach("b")).Hooks);

    [Fact]
    public void F7_a_zero_is_taken_and_detach_leaves_stale_constraints()
    {
        Exported buffer = new Exported(
            Of(4, [Memory(0, 64)], Dev("a"), Contiguous("b")), Defect.F7).After(Attach("a"), Attach("b"));

        buffer.After(Change("a", Free with { MaxSegmentSizeBytes = 0 }), Detach("b"));
        Assert.Equal(new Constraints(One, 2), buffer.View.Stored);
        Assert.Equal(new Constraints(ResolvedLimits.Unlimited with { MaxSegmentSizeBytes = 0 }, 1), buffer.View.Recomputed);
        buffer.Refuses(Errno.Einval, GroundsKind.Conflict, Recalc);
        buffer.Refuses(Errno.Einval, GroundsKind.InvalidLimit, Change("a", Free with { SegmentBoundaryMask = 0xf000 }));
        buffer.After(Map("a"), Unmap("a"), Change("a", Free));
        Assert.Equal(buffer.View.Recomputed, buffer.View.Stored);
    }

    [Fact]
    public void F19_changed_limits_are_not_seen_until_some_detach()
    {
        Exported buffer = new Exported(Of(4, [Memory(0, 64)], Dev("a"), Dev("b")), Defect.F19).After(Attach("a"), Attach("b"), Map("a"));

        buffer.After(Change("a", Free with { MaxSegmentCount = 1 }));
        Assert.Equal(new Constraints(ResolvedLimits.Unlimited, 2), buffer.View.Stored);
        Assert.Equal(new Constraints(One, 2), buffer.View.Recomputed);
        buffer.After(Detach("b"));
        Assert.Equal(new Constraints(One, 1), buffer.View.Stored);
    }

    [Fact]
    public void F20_unlimited_has_two_encodings()
    {
        Exported buffer = new(Of(4, [Memory(0, 64)], Dev("a")), Defect.F20);

        Assert.Equal(ulong.MaxValue, buffer.View.Stored.Limits.MaxSegmentCount);
        buffer.After(Attach("a"));
        Assert.Equal(0x7fffffffUL, buffer.View.Stored.Limits.MaxSegmentCount);
        buffer.After(Detach("a"));
        Assert.Equal(ulong.MaxValue, buffer.View.Stored.Limits.MaxSegmentCount);
    }

    [Fact]
    public void F22_a_recalculation_repairs_nothing()
    {
        Exported buffer = new Exported(Pair, Defect.F22, Defect.F3).After(new Operation.ExporterRefuses("b", true));
        buffer.Do(Attach("b"));

        Assert.Equal(new Constraints(ResolvedLimits.Unlimited, 0), buffer.Do(Recalc).Constraints);
        Assert.Equal(new Constraints(One, 0), buffer.Do(Get).Constraints);
    }

    [Fact]
    public void F24_nobody_looks_like_somebody_unlimited()
    {
        Exported buffer = new(Of(4, [Memory(0, 64)], Dev("a")), Defect.F24);
        Constraints? nobody = buffer.Do(Get).Constraints;

        Assert.Equal(nobody, buffer.After(Attach("a")).Do(Get).Constraints);
        Assert.Equal(2, buffer.After(Attach("a")).View.Stored.Attachments);
    }

    [Fact]
    public void F26_a_refusal_names_no_limit()
    {
        Exported buffer = new Exported(Pair, Defect.F26).After(Attach("a"));

        Assert.Equal(new StepResult(Errno.Einval), buffer.Do(Attach("b")));
        Assert.Equal(new StepResult(Errno.Einval), buffer.Do(Change("a", Free with { MaxSegmentCount = 0 })));
        buffer.Refuses(Errno.Einval, GroundsKind.NotMapped, Unmap("a"));
    }

    [Fact]
    public void H1_a_device_that_declares_nothing_is_a_null_pointer()
    {
        Scenario scenario = Of(4, [Memory(0, 64)], Dev("a", Limits.Unset), Dev("b", Limits.Unset with { MaxSegmentCount = 9 }));
        Exported buffer = new(scenario, Defect.H1);

        Assert.Equal(new StepResult(Errno.Efault), buffer.Do(Attach("a")));
        buffer.After(Attach("b"));
    }

    [Fact]
    public void H2_one_refusal_and_every_attach_fails()
    {
        Exported buffer = new Exported(Pair, Defect.H2).After(Attach("a"));

        Assert.Equal(Errno.Einval, buffer.Do(Attach("b")).Errno);
        Assert.NotEqual(buffer.View.Recomputed, buffer.View.Stored);
        Assert.Equal(Errno.Einval, buffer.Do(Attach("a")).Errno);
        buffer.After(Detach("a"), Attach("b"));
    }

    [Fact]
    public void H2_and_H3_are_for_ever()
    {
        Exported buffer = new Exported(Pair, Defect.H2, Defect.H3).After(Attach("a"));

        Assert.Equal(Errno.Einval, buffer.Do(Attach("b")).Errno);
        buffer.After(Detach("a"));
        Assert.Equal(Errno.Einval, buffer.Do(Attach("b")).Errno);
    }

    [Fact]
    public void H3_detach_loosens_nothing()
    {
        Exported buffer = new Exported(Pair, Defect.H3).After(Attach("b"), Detach("b"));

        Assert.Equal(new Constraints(One, 0), buffer.View.Stored);
        Assert.Equal(new Constraints(ResolvedLimits.Unlimited, 0), buffer.View.Recomputed);
    }

    [Fact]
    public void I3_what_does_not_exist_is_unlimited()
    {
        var buffer = new PublishedBuffer(Pair, AllRules[0], Defects.Of(Defect.I3));

        Assert.Equal(StepResult.Ok with { Constraints = new(ResolvedLimits.Unlimited, 0) }, buffer.Apply(Get));
        Assert.Equal(StepResult.Ok with { Constraints = new(ResolvedLimits.Unlimited, 0) }, buffer.Apply(Recalc));
        Assert.Equal(BufferView.None, buffer.View);
        Assert.Equal(Errno.Enodev, buffer.Apply(Attach("a")).Errno);
    }
}
