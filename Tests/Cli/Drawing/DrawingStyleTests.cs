using DmabufVerify.Cli.Drawing;

namespace DmabufVerify.Tests.Cli.Drawing;

/// <summary>What surroundings can show.</summary>
public sealed class DrawingStyleTests
{
    [Theory]
    [InlineData("TERM=xterm-256color LANG=en_US.UTF-8", true, 100, 100, false, true)]
    [InlineData("TERM=xterm LANG=en_US.UTF-8 NO_COLOR=1", true, 80, 80, false, false)]
    [InlineData("TERM=xterm LANG=de_DE.utf8 NO_COLOR=", true, 300, 120, false, true)]
    [InlineData("TERM=dumb LANG=en_US.UTF-8", true, 20, 40, true, false)]
    [InlineData("TERM=linux LANG=C", true, 80, 80, true, true)]
    [InlineData("TERM=linux", true, 80, 80, true, true)]
    [InlineData("TERM=xterm", true, 0, 80, false, true)]
    [InlineData("TERM=xterm LANG=en_US.UTF-8 LC_ALL=C", true, 80, 80, true, true)]
    [InlineData("TERM=xterm LC_ALL=C.UTF-8 LANG=C", true, 80, 80, false, true)]
    [InlineData("LANG=de_DE.ISO-8859-1", false, null, 80, true, false)]
    [InlineData("TERM=dumb", false, null, 80, false, false)]
    [InlineData("", false, null, 80, false, false)]
    public void Terminal_and_locale_decide(string environment, bool isTerminal, int? columns, int width, bool isAscii, bool hasColour)
    {
        var variables = environment.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(v => v.Split('=')).ToDictionary(v => v[0], v => v[1]);
        string? Variable(string name) => variables.GetValueOrDefault(name);

        Assert.Equal(new DrawingStyle(width, isAscii, hasColour), DrawingStyle.Of(Variable, isTerminal, columns, wantsAscii: false));
        Assert.True(DrawingStyle.Of(Variable, isTerminal, columns, wantsAscii: true).IsAscii);
    }
}
