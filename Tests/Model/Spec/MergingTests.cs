using DmabufVerify.Spec;
using DmabufVerify.Vocabulary;
using static DmabufVerify.Tests.Model.Spec.Small;

namespace DmabufVerify.Tests.Model.Spec;

public sealed class MergingTests
{
    private static readonly ResolvedLimits A = new(8, 65536, 0xffffffff, 0xfff, 0, 0xdfffffff);
    private static readonly ResolvedLimits B = new(9, 65535, 0x1fffff, 0, 0xffff, 0xe0000000);

    [Fact]
    public void Tightest_of_each_field_wins()
    {
        ResolvedLimits tightest = new(8, 65535, 0x1fffff, 0xfff, 0xffff, 0xdfffffff);

        Assert.Equal(tightest, Merging.Merge([A, B]));
        Assert.Equal(tightest, Merging.Merge([B, A, B]));
    }

    [Fact]
    public void Unlimited_changes_nothing_and_is_what_nobody_asks_for()
    {
        Assert.Equal(A, Merging.Merge([Free, A]));
        Assert.Equal(Free, Merging.Merge([]));
    }
}
