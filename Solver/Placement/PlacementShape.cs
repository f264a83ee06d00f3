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
    /// <see cref="CellEncoding"/> for each judge alone, then <see cref="WholeEncoding"/> and <see cref="ExtentEncoding"/> for all.
    /// </summary>
    Extents,
}

/// <summary>Tells the shapes apart.</summary>
/// <remarks>
/// Measured with 4 judges, median and 95th percentile in ms (2 shared vCPUs, Z3 4.8.12), 30 questions each, and how many were not decided:
/// <code>
/// free pages                    8            16            32               64
/// one table    Bits         8    45      32    80     332  1478     1000  1675  24 unknown
///              Cells        0.3   4      1.3   18       4    20        5    27
/// with a gap   Bits         2     3      60   189     517   996     1081  1476   8 unknown
///              Cells        0.4   2       5    60       3    15        4    17
///                 unknown  19             12            6              3
/// one each     Bits         2     3      56    92      88   161      667   958  10 unknown
///              Extents      3     4      25    98      17    36       16  2015   1 unknown
/// with a gap   Bits         9    32      44    92     112   224      587  1093   6 unknown
///              Extents     21    62      17   160      24   231       15   778
///                 unknown  18             12            8              8
/// </code>
/// So integers come first but for the smallest memory, and bits where integers do not decide.
/// </remarks>
internal static class PlacementShapes
{
    /// <summary>Pages of free memory up to which it is described page by page at once, where there is more to say than Cells can.</summary>
    private const ulong MostBitsAtOnce = 12;

    /// <summary>Pages of free memory up to which it is described page by page at all.</summary>
    private const ulong MostBits = 64;

    /// <summary>The encoding that a question is put in first.</summary>
    public static PlacementShape First(PlacementQuestion question, FreeMemory memory)
    {
        bool oneTable = PlacementTable.Of(question).Length == 1;
        return memory.Pages <= MostBitsAtOnce && HasBits(memory) && (HasGap(question) || !oneTable) ? PlacementShape.Bits
            : oneTable ? PlacementShape.Cells
            : PlacementShape.Extents;
    }

    /// <summary>The encoding that says the most.</summary>
    public static PlacementShape Exact(PlacementQuestion question, FreeMemory memory) =>
        HasGap(question) && HasBits(memory) ? PlacementShape.Bits : First(question, memory);

    /// <summary>Whether the memory can be described page by page, and is large enough for the buffer.</summary>
    public static bool HasBits(FreeMemory memory) => memory.Needed <= memory.Pages && memory.Pages <= MostBits;

    private static bool HasGap(PlacementQuestion question) =>
        PlacementTable.Of(question).Any(table => table.Judges.Any(judge => judge.GapPages > 1));
}
