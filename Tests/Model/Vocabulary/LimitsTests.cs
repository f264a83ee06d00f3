using DmabufVerify.Vocabulary;

namespace DmabufVerify.Tests.Vocabulary;

/// <summary>The two records of limits and their access by kind.</summary>
public sealed class LimitsTests
{
    public static TheoryData<LimitKind> Kinds => [.. LimitKinds.All];

    [Fact]
    public void Kinds_name_the_fields()
    {
        var limits = new Limits
        {
            MaxSegmentCount = 1,
            MaxSegmentSizeBytes = 2,
            SegmentBoundaryMask = 3,
            VirtBoundaryMask = 4,
            MinAlignMask = 5,
            AddressMask = 6,
        };

        Assert.Equal([1UL, 2, 3, 4, 5, 6], LimitKinds.All.Select(k => limits[k]!.Value));
        Assert.Equal([1UL, 2, 3, 4, 5, 6], LimitKinds.All.Select(k => new ResolvedLimits(1, 2, 3, 4, 5, 6)[k]));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void With_changes_one_field_only(LimitKind kind)
    {
        Limits set = Limits.Unset.With(kind, 77);
        ResolvedLimits resolved = ResolvedLimits.Unlimited.With(kind, 77);

        Assert.Equal(LimitKinds.All.Select(k => k == kind ? 77UL : (ulong?)null), LimitKinds.All.Select(k => set[k]));
        Assert.Equal(LimitKinds.All.Select(k => k == kind ? 77 : k.Unlimited()), LimitKinds.All.Select(k => resolved[k]));
        Assert.Equal(Limits.Unset, set.With(kind, null));
        Assert.Equal(ResolvedLimits.Unlimited, resolved.Without(kind));
    }

    [Fact]
    public void Unknown_kind_is_a_bug()
    {
        const LimitKind none = (LimitKind)99;

        Assert.Throws<ArgumentOutOfRangeException>(() => Limits.Unset[none]);
        Assert.Throws<ArgumentOutOfRangeException>(() => Limits.Unset.With(none, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => ResolvedLimits.Unlimited[none]);
        Assert.Throws<ArgumentOutOfRangeException>(() => ResolvedLimits.Unlimited.With(none, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => none.Unlimited());
        Assert.Throws<ArgumentOutOfRangeException>(() => none.FieldName());
    }
}
