using DmabufVerify.Properties.Shrinking;
using DmabufVerify.Vocabulary;
using static DmabufVerify.Tests.Properties.Some;

namespace DmabufVerify.Tests.Properties.Shrinking;

public sealed class DefaultShrinkerTests
{
    private static readonly Device Silent = new("d0", Limits.Unset);

    private static readonly Device Strict = new("d0", new Limits { MaxSegmentSizeBytes = Page });

    [Fact]
    public void What_the_default_does_with_seventeen_pages_one_page_does_with_two() => Assert.Equal(
        [Sharing([new(7, 2)], Strict), Sharing([new(22, 2)], Strict), Sharing([new(7, 3)], Strict), Sharing([new(21, 3)], Strict)],
        DefaultShrinker.Simpler(Sharing([new(7, 17)], Silent)));

    [Fact]
    public void Memory_is_cut_with_the_buffer()
    {
        Scenario Within(ulong pages, Device device) => new()
        {
            BufferSizeBytes = pages * Page,
            Memory = [new(new PfnRun(1, pages), "system")],
            Devices = [device],
        };

        Assert.Contains(Within(2, Strict), DefaultShrinker.Simpler(Within(17, Silent)));
    }

    [Fact]
    public void Step_that_leaves_the_size_to_the_default_is_looked_at_too()
    {
        Scenario Change(ulong pages, Limits limits) => Sharing([new(7, pages)], Strict) with
        {
            Steps = [new Step(new Operation.ChangeLimits("d0", limits))],
        };

        Assert.Contains(Change(2, Strict.Limits), DefaultShrinker.Simpler(Change(17, Limits.Unset)));
    }

    [Fact]
    public void Who_declares_a_size_and_small_buffers_are_left_alone()
    {
        Assert.Empty(DefaultShrinker.Simpler(Sharing([new(7, 17)], Strict)));
        Assert.Empty(DefaultShrinker.Simpler(Sharing([new(7, 3)], Silent)));
    }
}
