using DmabufVerify.Conformance.Drawing;
using DmabufVerify.Vocabulary;

namespace DmabufVerify.Tests.Conformance.Drawing;

public sealed class RunsTogetherTests
{
    [Fact]
    public void Order_lengths_and_what_adjoins_stay_and_gaps_are_cut() => Assert.Equal(
        [new(15, 2), new(5, 3), new(2, 1), new(13, 2)],
        RunsTogether.Move([new(0x10008a, 2), new(0x100005, 3), new(0x100002, 1), new(0x100088, 2)]));

    [Fact]
    public void The_last_page_of_all_is_moved_too() => Assert.Equal([new(63, 1)], RunsTogether.Move([new(PfnRun.MaxEndPfn - 1, 1)]));
}
