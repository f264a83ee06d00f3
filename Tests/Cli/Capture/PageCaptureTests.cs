using DmabufVerify.Cli.Capture;
using DmabufVerify.Vocabulary.Json;

namespace DmabufVerify.Tests.Cli.Capture;

public class PageCaptureTests
{
    /// <summary>Both outcomes are right, and which one is due is known beforehand: the tests run as root in containers, and not elsewhere.</summary>
    [Theory]
    [InlineData(false, null, "no huge pages, touched in order")]
    [InlineData(true, 7, "touched in random order (seed 7)")]
    public void A_capture_has_every_page_or_says_that_it_needs_root(bool hugePages, int? seed, string how)
    {
        const int pages = 300;
        var options = new PageCaptureOptions((ulong)(pages * Environment.SystemPageSize) - 1) { HugePages = hugePages, RandomOrderSeed = seed };

        ReadResult<CapturedPages> result = PageCapture.Capture("test", options);

        if (result.IsOk)
        {
            Assert.Equal((ulong)pages, result.Value.Recorded.Layout.Pages);
            Assert.Contains(how, result.Value.Recorded.How, StringComparison.Ordinal);
            Assert.StartsWith($"{pages} pages of anonymous memory", result.Value.Recorded.How, StringComparison.Ordinal);
        }
        else
        {
            Assert.Contains("root", result.Problem.ToString(), StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData(0UL)]
    [InlineData(PageCaptureOptions.MaxSizeBytes + 1)]
    [InlineData(ulong.MaxValue)]
    public void A_size_out_of_range_is_told(ulong size) => Assert.Contains(
        $"capture: {size} bytes: expected 1 to {PageCaptureOptions.MaxSizeBytes} bytes",
        PageCapture.Capture("test", new PageCaptureOptions(size)).Problem!.ToString(),
        StringComparison.Ordinal);

    [Theory]
    [InlineData("6.12.1-custom-host", "6.12.1")]
    [InlineData("6.12.1", "6.12.1")]
    [InlineData("6.1.0+", "6.1.0")]
    [InlineData("6.1.", "6.1")]
    public void Provenance_keeps_the_version_and_nothing_local(string release, string version) =>
        Assert.Equal(version, PageCapture.VersionOf(release));
}
