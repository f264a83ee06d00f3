using DmabufVerify.Vocabulary;

namespace DmabufVerify.Tests.Vocabulary;

public sealed class PagedBufferTests
{
    [Theory]
    [InlineData(0, 1, 1, 1)]
    [InlineData(0, 4096, 1, 4096)]
    [InlineData(0, 4097, 2, 1)]
    [InlineData(4095, 1, 1, 4096)]
    [InlineData(4095, 2, 2, 1)]
    [InlineData(100, 8092, 2, 4096)]
    public void Offset_and_size_say_how_many_pages_are_used(ulong offset, ulong size, ulong pages, ulong tail)
    {
        var buffer = new PagedBuffer(PageSize.FourKiB, new Layout(offset, [new PfnRun(7, 1), new PfnRun(3, 9)]), size);

        Assert.Equal(pages, buffer.UsedPages);
        Assert.Equal(tail, buffer.TailBytes);
        Assert.Equal(10UL, buffer.Layout.Pages);
    }

    [Fact]
    public void Largest_buffer_does_not_wrap()
    {
        var layout = new Layout(4095, [new PfnRun(0, (1UL << 51) + 1)]);
        var buffer = new PagedBuffer(PageSize.FourKiB, layout, Scenario.MaxBufferSizeBytes);

        Assert.Equal((1UL << 51) + 1, buffer.UsedPages);
        Assert.Equal(4095UL, buffer.TailBytes);
    }
}
