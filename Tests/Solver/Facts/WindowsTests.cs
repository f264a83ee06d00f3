using DmabufVerify.Solving;

namespace DmabufVerify.Tests.Solving.Facts;

public class WindowsTests
{
    [Theory]
    [InlineData(0, 16UL, 0UL, 2UL, 0UL)]
    [InlineData(5, 16UL, 3UL, 1UL, 5UL)]
    [InlineData(5, 2UL, 2UL, 0UL, 0UL)]
    [InlineData(8, 3UL, 0UL, 0UL, 3UL)]
    [InlineData(-3, 12UL, 3UL, 1UL, 1UL)]
    public void A_run_is_its_first_its_whole_and_its_last_windows(long busPage, ulong pages, ulong first, ulong whole, ulong last) =>
        Assert.Equal(new Windows(8, first, whole, last), Windows.Of((Int128)busPage, pages, 8));
}
