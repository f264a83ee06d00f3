using DmabufVerify.Cli.Explaining;

namespace DmabufVerify.Tests.Cli.Explaining;

public sealed class MarkdownTests
{
    [Fact]
    public void Lines_are_broken_between_words_before_column_81()
    {
        string[] lines = [.. Markdown.Item(string.Join(' ', Enumerable.Repeat("12345678", 20)))];

        Assert.StartsWith("- 1", lines[0], StringComparison.Ordinal);
        Assert.All(lines[1..], line => Assert.StartsWith("  1", line, StringComparison.Ordinal));
        Assert.All(lines, line => Assert.InRange(line.Length, 10, 80));
        Assert.Equal(20, string.Join(' ', lines).Split(' ').Count(word => word == "12345678"));
    }

    [Fact]
    public void A_line_may_have_exactly_eighty_columns() =>
        Assert.Equal([new string('a', 78) + " b", "c"], Markdown.Paragraph(new string('a', 78) + " b c"));

    [Fact]
    public void Code_is_never_broken_as_it_is_to_be_copied() => Assert.Equal(
        [new string('a', 70), "`dma_set_max_seg_size(dev, 65536)`, then"],
        Markdown.Paragraph(new string('a', 70) + " `dma_set_max_seg_size(dev, 65536)`, then"));

    [Theory]
    [InlineData("nothing")]
    [InlineData("a", "a")]
    [InlineData("a and b", "a", "b")]
    [InlineData("a, b and c", "a", "b", "c")]
    public void Lists_are_prose(string expected, params string[] items) => Assert.Equal(expected, Markdown.List(items));

    [Theory]
    [InlineData("plain", "```")]
    [InlineData("a ``` b", "````")]
    [InlineData("a ````` b", "``````")]
    public void A_fence_is_longer_than_what_it_holds(string line, string fence) =>
        Assert.Equal([$"{fence}json", line, fence], Markdown.Fenced("json", [line]));
}
