using DmabufVerify.Cli.Exporting;

namespace DmabufVerify.Tests.Cli.Exporting;

public sealed class CommentTextTests
{
    [Theory]
    [InlineData("plain, with ü and \ud83d\ude00", "plain, with ü and \ud83d\ude00")]
    [InlineData("a\r\nb\u2028c\u202ed", "a??b?c?d")]
    public void Nothing_ends_a_line(string text, string expected) => Assert.Equal(expected, CommentText.OneLine(text));

    [Theory]
    [InlineData("a */ b /* c", "a * / b / * c")]
    [InlineData("*/*", "* / *")]
    [InlineData("/*/", "/ * /")]
    public void Nothing_ends_or_begins_a_block(string text, string expected)
    {
        Assert.Equal(expected, CommentText.InBlock(text));
        Assert.DoesNotContain("*/", CommentText.InBlock(text), StringComparison.Ordinal);
        Assert.DoesNotContain("/*", CommentText.InBlock(text), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Optimised.EqualsSpec p-00c0ffee00c0ffee", "OptimisedEqualsSpecP00c0ffee00c0ffee", "optimised_equals_spec_p_00c0ffee00c0ffee")]
    [InlineData("TestMap.Pure my file", "TestMapPureMyFile", "test_map_pure_my_file")]
    [InlineData("9 lives", "Case9Lives", "case_9_lives")]
    [InlineData("ü -", "Case", "case_")]
    public void Names_are_identifiers(string text, string pascal, string snake)
    {
        Assert.Equal(pascal, CommentText.PascalCase(text));
        Assert.Equal(snake, CommentText.SnakeCase(text));
    }

    [Fact]
    public void Long_names_are_cut()
    {
        string text = string.Join(' ', Enumerable.Repeat("device", 100));

        Assert.Equal(60, CommentText.PascalCase(text).Length);
        Assert.Equal(60, CommentText.SnakeCase(text).Length);
    }
}
