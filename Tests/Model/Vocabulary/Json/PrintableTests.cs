using DmabufVerify.Vocabulary.Json;

namespace DmabufVerify.Tests.Vocabulary.Json;

public class PrintableTests
{
    [Theory]
    [InlineData("plain Übertragung", "plain Übertragung")]
    [InlineData("a\u001b[31mb", "a\\u001b[31mb")]
    [InlineData("a\u009bb", "a\\u009bb")]
    [InlineData("a\u202eb", "a\\u202eb")]
    [InlineData("a\u2028b", "a\\u2028b")]
    [InlineData("a\nb", "a\\u000ab")]
    public void Text_cannot_steer_a_terminal(string text, string shown) => Assert.Equal(shown, Printable.Text(text));

    [Fact]
    public void Text_is_short() => Assert.Equal(new string('x', 48) + "...", Printable.Text(new string('x', 1_000_000)));
}
