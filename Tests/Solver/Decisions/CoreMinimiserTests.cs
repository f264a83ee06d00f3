using DmabufVerify.Solving;
using DmabufVerify.Vocabulary;
using Microsoft.Z3;

namespace DmabufVerify.Tests.Solving.Decisions;

public sealed class CoreMinimiserTests : IDisposable
{
    private readonly Context _context;
    private readonly TrackedLimit[] _limits;

    public CoreMinimiserTests()
    {
        Assert.True(Z3Library.Status.IsAvailable, Z3Library.Status.Problem);
        _context = new Context();
        _limits = [.. Enumerable.Range(0, 5).Select(i =>
            new TrackedLimit(_context.MkBoolConst($"l{i}"), new CorePair($"d{i}", LimitKind.MaxSegmentCount, 1)))];
    }

    public void Dispose() => _context.Dispose();

    [Fact]
    public void Of_two_minimal_cores_the_later_one_is_kept_whatever_the_solver_used()
    {
        foreach (int[] used in (int[][])[[0, 1], [2, 3], [0, 1, 2, 3, 4]])
        {
            (IReadOnlyList<TrackedLimit> core, bool isMinimal) = CoreMinimiser.Minimise(_limits, Set(used), EitherPair);

            Assert.Equal([_limits[2], _limits[3]], core);
            Assert.True(isMinimal);
        }
    }

    [Fact]
    public void An_undecided_check_keeps_the_limit_and_is_told()
    {
        (IReadOnlyList<TrackedLimit> core, bool isMinimal) = CoreMinimiser.Minimise(_limits, Set(0, 1), NeverSure);

        Assert.Equal([_limits[0], _limits[1]], core);
        Assert.False(isMinimal);
    }

    /// <summary>Limits 0 and 1 contradict each other, and so do 2 and 3.</summary>
    private bool? EitherPair(IReadOnlyCollection<TrackedLimit> limits, out IReadOnlySet<TrackedLimit> used)
    {
        used = new[] { Set(0, 1), Set(2, 3) }.FirstOrDefault(pair => pair.IsSubsetOf(limits)) ?? Set();
        return used.Count > 0;
    }

    private bool? NeverSure(IReadOnlyCollection<TrackedLimit> limits, out IReadOnlySet<TrackedLimit> used)
    {
        used = Set();
        return null;
    }

    private HashSet<TrackedLimit> Set(params int[] indices) => [.. indices.Select(i => _limits[i])];
}
