namespace DmabufVerify.Properties.Coverage;

/// <summary>A cell's share in a run.</summary>
/// <param name="Cell">Which.</param>
/// <param name="Cases">Cases of this kind.</param>
/// <param name="Total">All cases looked at.</param>
public sealed record CellShare(Cell Cell, long Cases, long Total)
{
    /// <summary>Cases before a starved cell means anything: three times what would make one expected case of the rarest cell.</summary>
    public const long LeastTotal = 2000;

    /// <summary>Share in per mille; 0 for an empty run.</summary>
    public double PerMille => Total == 0 ? 0 : 1000.0 * Cases / Total;

    /// <summary>Enough cases were seen, and too few of them were of this kind.</summary>
    public bool IsStarved => Total >= LeastTotal && PerMille < Cell.LeastPerMille;
}

/// <summary>Counts cases by cell. Not thread-safe: one for each worker, added up at the end.</summary>
public sealed class CoverageCounts
{
    private readonly long[] _cases = new long[Cells.All.Length];
    private long _total;

    /// <summary>Looks at one case.</summary>
    public void Count(CaseFeatures features)
    {
        // All cells first: a voter that throws half-way leaves no half-counted case.
        bool[] contains = [.. Cells.All.Select(cell => cell.Contains(features))];
        _total++;
        for (int i = 0; i < _cases.Length; i++)
        {
            _cases[i] += contains[i] ? 1 : 0;
        }
    }

    /// <summary>Counts a case that is of no kind.</summary>
    public void CountFeatureless() => _total++;

    /// <summary>Adds another worker's counts.</summary>
    public void Add(CoverageCounts other)
    {
        _total += other._total;
        for (int i = 0; i < _cases.Length; i++)
        {
            _cases[i] += other._cases[i];
        }
    }

    /// <summary>All shares, in the order of <see cref="Cells.All"/>.</summary>
    public IReadOnlyList<CellShare> Shares => [.. Cells.All.Select((cell, i) => new CellShare(cell, _cases[i], _total))];
}
