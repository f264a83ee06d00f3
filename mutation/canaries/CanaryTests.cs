using DmabufVerify.Mutation;

namespace DmabufVerify.Tests.Mutation;

/// <summary>Kills the canaries that must die, and shows those that must live every input of a range.</summary>
public sealed class CanaryTests
{
    private const int Most = 15;

    [Theory]
    [InlineData(1, 2, true)]
    [InlineData(2, 2, true)]
    [InlineData(3, 2, false)]
    public void IsAtMost_asks_below_on_and_above(int a, int b, bool isAtMost) => Assert.Equal(isAtMost, Canary.IsAtMost(a, b));

    [Fact]
    public void Sum_adds() => Assert.Equal(5u, Canary.Sum(3, 2));

    [Fact]
    public void Smaller_is_the_smaller_for_all_of_a_range() =>
        Assert.All(Pairs, p => Assert.Equal(Math.Min(p.A, p.B), Canary.Smaller(p.A, p.B)));

    [Theory]
    [InlineData(0u, 0u)]
    [InlineData(17u, 2u)]
    [InlineData(uint.MaxValue, 0x1fffffffu)]
    public void Eighth_is_also_right_at_the_top_bit(uint bits, uint eighth) => Assert.Equal(eighth, Canary.Eighth(bits));

    [Fact]
    public void CountBits_counts() => Assert.Equal(2, Canary.CountBits(5));

    private static IEnumerable<(int A, int B)> Pairs =>
        from a in Enumerable.Range(0, Most + 1)
        from b in Enumerable.Range(0, Most + 1)
        select (a, b);
}
