using DmabufVerify.Properties.Generation;
using DmabufVerify.Properties.Running;

namespace DmabufVerify.Tests.Properties.Running;

public sealed class ReplayTokenTests
{
    [Theory]
    [InlineData(Regime.Plausible, 0, "p-0000000000000000")]
    [InlineData(Regime.Plausible, 0x00c0ffee00c0ffee, "p-00c0ffee00c0ffee")]
    [InlineData(Regime.Wild, ulong.MaxValue, "w-ffffffffffffffff")]
    [InlineData(Regime.Lifecycle, 0xc0ffee, "l-0000000000c0ffee")]
    public void Text_and_token_are_each_others(Regime regime, ulong seed, string text)
    {
        var token = new ReplayToken(regime, seed);

        Assert.Equal(text, token.ToString());
        Assert.Equal(token, ReplayToken.Parse(text));
        Assert.True(token.IsPortable);
    }

    [Theory]
    [InlineData("")]
    [InlineData("p")]
    [InlineData("p-")]
    [InlineData("p-c0ffee")]
    [InlineData("p-00c0ffee00c0ffee0")]
    [InlineData("r-00c0ffee00c0ffee")]
    [InlineData("P-00c0ffee00c0ffee")]
    [InlineData("p_00c0ffee00c0ffee")]
    [InlineData("p-00c0ffee00c0ffeg")]
    [InlineData("p- 0c0ffee00c0ffee")]
    [InlineData("p-+0c0ffee00c0ffee")]
    [InlineData(" p-00c0ffee00c0ffee")]
    public void Anything_else_is_no_token(string text) => Assert.Null(ReplayToken.Parse(text));

    [Fact]
    public void Real_cases_cannot_be_drawn_again_elsewhere() => Assert.False(new ReplayToken(Regime.Real, 1).IsPortable);
}
