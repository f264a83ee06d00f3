using DmabufVerify.Vocabulary;

namespace DmabufVerify.Optimised.Placement;

internal static class TailoredRules
{
    public static TableVote Answer(PlacementQuestion question, FreeMemory memory) => TableVote.Unknown($"not yet {memory.Pages} {question.Pages}");
}
