using DmabufVerify.Vocabulary;

namespace DmabufVerify.Solving;

/// <summary>Which encoding a placement question is put in.</summary>
internal enum PlacementShape
{
    /// <summary><see cref="BitEncoding"/>: says everything, at a price for each page.</summary>
    Bits,

    /// <summary><see cref="CellEncoding"/>: one table; at a price for each extent.</summary>
    Cells,

    /// <summary>
    /// <see cref="CellEncoding"/> for each judge alone, then for all <see cref="ChoiceEncoding"/>, <see cref="WholeEncoding"/> and
    /// <see cref="ExtentEncoding"/>.
    /// </summary>
    Extents,
}

/// <summary>Tells the shapes apart.</summary>
/// <remarks>
/// Measured with 4 judges, extents of up to 12 pages and 200,000 steps a check: median and 95th percentile in ms of CPU time (Z3 4.8.12) of
/// 30 questions each, and how many were not decided:
/// <code>
/// free pages                  8            16            32               64
/// one table    Bits       1.7   2     8.6  13      24  55   6 u.    60   73  28 u.
///              Cells      0.3   1     0.3   1     0.4   1          0.9    4
/// with a gap   Bits       2.2   3     4.5   7      29  50   5 u.    65  106  22 u.
///              Cells      0.4   1     0.3   1     0.5   1          0.4    2
///                unknown  1           8             7                7
/// one each     Bits       2.5   7     9.2  16      26  38  11 u.    87  110  29 u.
///              Extents    0.9   1     0.8   1     1.0   2          1.3  288   2 u.
/// with a gap   Bits       3.2   8     6.4  14      33  51  11 u.    95  114  30 u.
///              Extents    1.1   2     1.1   6     4.4 108          5.8  516
///                unknown  0           5             9                6
/// </code>
/// So integers come first but for a gap rule in the smallest memory, and bits where integers do not decide.
/// </remarks>
internal static class PlacementShapes
{
    /// <summary>Pages of free memory up to which it is described page by page at once, where there is more to say than integers can.</summary>
    private const ulong MostBitsAtOnce = 12;

    /// <summary>Pages of free memory up to which it is described page by page at all.</summary>
    private const ulong MostBits = 64;

    /// <summary>The encoding that a question is put in first.</summary>
    public static PlacementShape First(PlacementQuestion question, FreeMemory memory) =>
        memory.Pages <= MostBitsAtOnce && HasBits(memory) && (HasGap(question) || question.Bouncing.Count > 0) ? PlacementShape.Bits
        : IsOneTable(question) ? PlacementShape.Cells
        : PlacementShape.Extents;

    /// <summary>The encoding that says the most.</summary>
    public static PlacementShape Exact(PlacementQuestion question, FreeMemory memory) =>
        HasBits(memory) && (HasGap(question) || (memory.Pages <= MostBitsAtOnce && !IsOneTable(question)))
            ? PlacementShape.Bits
            : First(question, memory);

    /// <summary>Whether the memory can be described page by page, and is large enough for the buffer.</summary>
    public static bool HasBits(FreeMemory memory) => memory.Needed <= memory.Pages && memory.Pages <= MostBits;

    private static bool IsOneTable(PlacementQuestion question) => PlacementTable.Of(question).Length == 1;

    private static bool HasGap(PlacementQuestion question) =>
        PlacementTable.Of(question).Any(table => table.Judges.Any(judge => judge.GapPages > 1));
}
