using DmabufVerify.Properties.Lifecycle;

namespace DmabufVerify.Properties.Coverage;

/// <summary>A cell's share in a run.</summary>
/// <param name="Cell">Which.</param>
/// <param name="Cases">Cases of this kind.</param>
/// <param name="Total">All cases of the cell's sort that were looked at.</param>
public sealed record CellShare(Cell Cell, long Cases, long Total)
{
    /// <summary>Cases before a starved cell means anything: three times what would make one expected case of the rarest cell.</summary>
    public const long LeastTotal = 2000;

    /// <summary>Share in per mille; 0 for an empty run.</summary>
    public double PerMille => Total == 0 ? 0 : 1000.0 * Cases / Total;

    /// <summary>Too few of those seen are of this kind, however many were seen.</summary>
    public bool IsTooRare => PerMille < Cell.LeastPerMille;

    /// <summary>Enough cases were seen, and too few of them were of this kind.</summary>
    public bool IsStarved => Total >= LeastTotal && IsTooRare;
}

/// <summary>Counts cases by cell, questions and histories apart. Not thread-safe: one for each worker, added up at the end.</summary>
public sealed class CoverageCounts
{
    private readonly Sort _questions = new(TableCells.All.Length);
    private readonly Sort _histories = new(LifecycleCells.All.Length);

    /// <summary>Looks at one scenario without steps.</summary>
    /// <returns>For each of <see cref="TableCells.All"/> whether it is of that kind.</returns>
    public IReadOnlyList<bool> Count(CaseFeatures features) =>
        _questions.Count([.. TableCells.All.Select(cell => cell.Contains(features))]);

    /// <summary>Looks at one scenario with steps.</summary>
    /// <returns>For each of <see cref="LifecycleCells.All"/> whether it is of that kind.</returns>
    public IReadOnlyList<bool> Count(LifecycleTrace trace) =>
        _histories.Count([.. LifecycleCells.All.Select(cell => cell.Contains(trace))]);

    /// <summary>Counts a case that is of no kind.</summary>
    /// <param name="isHistory">Whether it has steps.</param>
    public void CountFeatureless(bool isHistory) => (isHistory ? _histories : _questions).Count([]);

    /// <summary>Adds another worker's counts, which may be at work: what it counts meanwhile may be missing.</summary>
    public void Add(CoverageCounts other)
    {
        _questions.Add(other._questions);
        _histories.Add(other._histories);
    }

    /// <summary>All shares, in the order of <see cref="Cells.All"/>.</summary>
    public IReadOnlyList<CellShare> Shares =>
    [
        .. TableCells.All.Select((cell, i) => new CellShare(cell, _questions.Cases(i), _questions.Total)),
        .. LifecycleCells.All.Select((cell, i) => new CellShare(cell, _histories.Cases(i), _histories.Total)),
    ];

    /// <summary>One sort of cases: how many there were, and of each kind.</summary>
    private sealed class Sort(int kinds)
    {
        private readonly long[] _cases = new long[kinds];

        public long Total { get; private set; }

        public long Cases(int kind) => _cases[kind];

        /// <param name="isOfKind">
        /// For each kind; empty for a case of none. All are known by now: a voter that throws leaves no half-counted case.
        /// </param>
        public bool[] Count(bool[] isOfKind)
        {
            Total++;
            for (int i = 0; i < isOfKind.Length; i++)
            {
                _cases[i] += isOfKind[i] ? 1 : 0;
            }

            return isOfKind;
        }

        public void Add(Sort other)
        {
            Total += other.Total;
            for (int i = 0; i < _cases.Length; i++)
            {
                _cases[i] += other._cases[i];
            }
        }
    }
}
