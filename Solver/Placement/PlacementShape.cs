using DmabufVerify.Vocabulary;

namespace DmabufVerify.Solving;

/// <summary>Which encoding a placement question is put in.</summary>
internal enum PlacementShape
{
    /// <summary><see cref="BitEncoding"/>: says everything, at a price for each page.</summary>
    Bits,

    /// <summary><see cref="CellEncoding"/>: one table; at a price for each extent.</summary>
    Cells,

    /// <summary><see cref="CellEncoding"/> for each judge alone, then <see cref="ExtentEncoding"/> for all.</summary>
    Extents,
}

/// <summary>Tells the shapes apart.</summary>
internal static class PlacementShapes
{
    /// <summary>Pages of free memory up to which it is described page by page.</summary>
    public const ulong MostBits = 64;

    /// <summary>Devices times extents up to which a sequence of questions goes on from one to the next.</summary>
    public const int MostGrownTerms = 100;

    /// <summary>The encoding for a question.</summary>
    public static PlacementShape Of(PlacementQuestion question, FreeMemory memory)
    {
        bool oneTable = question.Mode == SharingMode.Shared || question.Judges.Count <= 1;
        bool hasGap = JudgeView.Of(question.Judges, question.PageSize).Any(judge => judge.GapPages > 1);
        bool isSmall = memory.Needed <= memory.Pages && memory.Pages <= MostBits;
        return isSmall && (hasGap || !oneTable) ? PlacementShape.Bits
            : oneTable ? PlacementShape.Cells
            : PlacementShape.Extents;
    }
}
