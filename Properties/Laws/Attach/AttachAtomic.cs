using DmabufVerify.Properties.Lifecycle;
using DmabufVerify.Vocabulary;

namespace DmabufVerify.Properties.Laws.Attach;

/// <summary>An operation that fails leaves no trace (thread F2, F3, H2, T1): not in the constraints, not in the caches, nor with anybody.</summary>
internal static class AttachAtomic
{
    public static Law Law { get; } = TraceLaws.OfEachStep("Attach.Atomic", "errno(op(s)) != 0 => view(op(s)) = view(s)", Check);

    private static LawResult Check(StepCase c)
    {
        if (c.IsOk)
        {
            return LawResult.NotApplicable;
        }

        (BufferView before, BufferView after) = (c.Step.Before, c.Step.After);
        return LawResult.Worst(
        [
            c.Same("a refused operation leaves the stored constraints", before.Stored, after.Stored),
            c.Same("a refused operation leaves the attachments", before.Attachments, after.Attachments),
            c.Same("a refused operation leaks no attachment object", before.AttachmentObjects, after.AttachmentObjects),
            before == after
                ? LawResult.Holds
                : c.Violated("a refused operation changes nothing", "the view before", "another view"),
            c.Result.CacheActions.Count == 0 && c.Result.Notified.Count == 0
                ? LawResult.Holds
                : c.Violated("a refused operation disturbs nobody", "no flush, copy or notice", StepWords.Of(c.Result.CacheActions)),
        ]);
    }
}
