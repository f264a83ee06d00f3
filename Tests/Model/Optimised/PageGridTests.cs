using System.Numerics;
using DmabufVerify.Optimised;

namespace DmabufVerify.Tests.Model.Optimised;

/// <summary>What mutation/preconditions.json says of every grid.</summary>
public sealed class PageGridTests
{
    [Fact]
    public void Step_is_a_power_of_two_and_phase_is_below_it()
    {
        var random = new Random(20150202);
        IEnumerable<PageGrid> made = Enumerable.Range(0, 2000).Select(_ => PageGrid.Of(1UL << random.Next(62), random.NextInt64(-(1L << 52), 1L << 52)));

        Assert.All(made.Append(PageGrid.Everywhere).Append(PageGrid.Nowhere), grid =>
        {
            Assert.True(BitOperations.IsPow2(grid.Step), $"{grid}");
            Assert.InRange(grid.Phase, 0, grid.Step - 1);
        });
    }
}
