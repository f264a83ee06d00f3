using DmabufVerify.Cli.Exporting;

namespace DmabufVerify.Tests.Cli.Exporting;

public sealed class CTextTests
{
    [Theory]
    [InlineData(0, "0", "0")]
    [InlineData(4096, "4096", "0x1000")]
    [InlineData(int.MaxValue, "2147483647", "0x7fffffff")]
    [InlineData(1UL << 31, "0x80000000ULL", "0x80000000ULL")]
    [InlineData(ulong.MaxValue, "U64_MAX", "U64_MAX")]
    public void Numbers_have_the_type_of_their_size(ulong value, string number, string mask)
    {
        Assert.Equal(number, CText.U64(value));
        Assert.Equal(mask, CText.Mask(value));
    }

    [Theory]
    [InlineData(0, "0")]
    [InlineData(-4096, "-0x1000")]
    [InlineData(1L << 40, "0x10000000000ULL")]
    [InlineData(-(1L << 40), "-0x10000000000LL")]
    [InlineData(long.MinValue, "S64_MIN")]
    public void Numbers_may_have_a_sign(long value, string expected) => Assert.Equal(expected, CText.S64(value));

    [Theory]
    [InlineData("d0", "\"d0\"")]
    [InlineData("a\"\\\n7", "\"a\\042\\134\\0127\"")]
    [InlineData("ü", "\"\\303\\274\"")]
    public void Strings_are_plain_ascii(string text, string expected) => Assert.Equal(expected, CText.String(text));

    [Fact]
    public void Comments_keep_to_80_columns() => Assert.All(
        CText.Folded("  law: " + string.Join(' ', Enumerable.Repeat("many words */", 30))),
        line =>
        {
            Assert.InRange(line.Length, 3, 80);
            Assert.StartsWith(" *   ", line);
            Assert.DoesNotContain("*/", line, StringComparison.Ordinal);
        });

    [Fact]
    public void Values_fill_lines()
    {
        Assert.Equal(["\t1, 2,"], CText.Values(["1", "2"], tabs: 1));
        Assert.All(CText.Values(Enumerable.Repeat("0x80000000ULL", 50), tabs: 2), line => Assert.InRange(line.Replace("\t", "        ").Length, 40, 80));
    }
}
