using DmabufVerify.Properties.Claims.Evidence;
using DmabufVerify.Vocabulary;

namespace DmabufVerify.Tests.Properties.Claims.Evidence;

/// <summary>Conjectures evaluated.</summary>
public sealed class ArithmeticTests
{
    private static readonly Term.Variable A = Say.Var("a", bits: 32);
    private static readonly Term.Variable B = Say.Var("b", bits: 32);

    [Theory]
    [InlineData(32, true)]
    [InlineData(64, false)]
    [InlineData(null, false)]
    public void Products_wrap_at_the_width_and_nowhere_else(int? width, bool isZero) => Assert.Equal(
        isZero, !Arithmetic.IsCounterexample(new([A, B], width, Say.All(), A.Times(B).Is(Say.Number(0))), [65536, 65536]));

    [Theory]
    [InlineData(32, false)]
    [InlineData(null, true)]
    public void Differences_of_integers_go_below_zero(int? width, bool isBelow) => Assert.Equal(
        isBelow, !Arithmetic.IsCounterexample(new([A, B], width, Say.All(), A.Minus(B).AtMost(Say.Number(0))), [1, 2]));

    [Fact]
    public void Quotients_round_down() => Assert.False(Arithmetic.IsCounterexample(
        new([A, B], null, Say.All(), Say.All(A.Over(4).Is(Say.Number(1)), A.CeilOver(4).Is(B))), [7, 2]));

    [Fact]
    public void Values_out_of_range_or_against_the_assumption_are_no_counterexamples()
    {
        Conjecture never = new([A, B], null, A.Below(B), new Fact.Not(Say.All()));

        Assert.True(Arithmetic.IsCounterexample(never, [1, 2]));
        Assert.False(Arithmetic.IsCounterexample(never, [2, 1]));
        Assert.False(Arithmetic.IsCounterexample(never, [1, 1UL << 32]));
    }

    [Theory]
    [InlineData(0UL, true)]
    [InlineData(0xfffUL, true)]
    [InlineData(ulong.MaxValue, true)]
    [InlineData(0xdfffffffUL, false)]
    public void Low_masks_are_known(ulong mask, bool isOne) => Assert.Equal(
        isOne, !Arithmetic.IsCounterexample(new([Say.Var("m")], 64, Say.All(), Say.Var("m").IsLowMask()), [mask]));
}
