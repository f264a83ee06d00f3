using DmabufVerify.Vocabulary;

namespace DmabufVerify.Tests.Vocabulary;

public sealed class PageSizeTests
{
    [Theory]
    [InlineData(4096, 12)]
    [InlineData(8192, 13)]
    [InlineData(16384, 14)]
    [InlineData(65536, 16)]
    public void Legal_sizes_have_a_shift(ulong bytes, int shift)
    {
        var size = new PageSize(bytes);

        Assert.Equal(bytes, size.Bytes);
        Assert.Equal(shift, size.Shift);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2048)]
    [InlineData(4097)]
    [InlineData(12288)]
    [InlineData(131072)]
    [InlineData(ulong.MaxValue)]
    public void Other_sizes_are_refused(ulong bytes)
    {
        Assert.False(PageSize.IsLegal(bytes));
        Assert.Throws<ArgumentOutOfRangeException>(() => new PageSize(bytes));
    }

    [Theory]
    [InlineData(0, 0, 0)]
    [InlineData(1, 0, 1)]
    [InlineData(4095, 0, 1)]
    [InlineData(4096, 1, 1)]
    [InlineData(4097, 1, 2)]
    [InlineData(ulong.MaxValue, 0xfffffffffffff, 0x10000000000000)]
    public void Bytes_are_rounded_down_or_up_to_pages(ulong bytes, ulong whole, ulong touched)
    {
        Assert.Equal(whole, PageSize.FourKiB.WholePages(bytes));
        Assert.Equal(touched, PageSize.FourKiB.PagesFor(bytes));
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(511, 1)]
    [InlineData(0xfff, 1)]
    [InlineData(0x1fff, 2)]
    [InlineData(0xffffffff, 0x100000)]
    [InlineData(ulong.MaxValue, 0x10000000000000)]
    public void Mask_opens_a_window_of_a_page_at_least(ulong mask, ulong pages) =>
        Assert.Equal(pages, PageSize.FourKiB.WindowPages(mask));
}
