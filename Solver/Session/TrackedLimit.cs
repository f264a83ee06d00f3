using DmabufVerify.Vocabulary;
using Microsoft.Z3;

namespace DmabufVerify.Solving;

/// <summary>A limit that can be assumed or left out of a check, so that a contradiction can be blamed on some of them.</summary>
/// <param name="Literal">Implies what the limit asks.</param>
/// <param name="Pair">What it stands for.</param>
internal sealed record TrackedLimit(BoolExpr Literal, CorePair Pair)
{
    /// <summary>The count is what "fewest segments" sets aside.</summary>
    public bool IsCount => Pair.Limit == LimitKind.MaxSegmentCount;
}
