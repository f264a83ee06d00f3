using DmabufVerify.Vocabulary;

namespace DmabufVerify.Spec.Placement;

/// <summary>
/// Every storage that a small memory has for a buffer, in every order: for devices to whom the order is not all one. Storage is a list of
/// runs, each as long as it is: one that goes on where the run before it ends is part of that run.
/// </summary>
/// <remarks>
/// Storage is begun from the left, and left alone once its first runs by themselves, taken as a buffer of whole pages, do not serve: then no
/// storage that begins with them does. For each device, a table of the longer storage ends a segment where a run ends, and up to there
/// <list type="bullet">
/// <item>zero-copy: is a valid table of the first runs: rules 1-4 ask no more of them, and it has fewer segments;</item>
/// <item>bouncing: with a page out of reach among them, is the table of the first runs, and the pool is filled in order; with none, the first runs
/// ask nothing of the pool, and the table that is cut to what can be copied has no fewer segments than theirs;</item>
/// <item>joining: __finalise_sg goes through the entries in order and takes back no segment; and the range for fewer pages ends no higher.</item>
/// </list>
/// </remarks>
internal sealed class EveryOrder
{
    /// <summary>
    /// Beginnings looked at before the search is given up: more than the lists of distinct pages that seven pages have (13,699), so that it never is there.
    /// </summary>
    public const int MaxBeginnings = 1 << 14;

    private readonly PlacementQuestion _question;
    private readonly Func<Layout, ulong, bool> _serves;
    private readonly PfnRun[] _runs;
    private int _lookedAt;

    private EveryOrder(PlacementQuestion question, ValueList<PfnRun> usable, Func<Layout, ulong, bool> serves)
    {
        _question = question;
        _serves = serves;
        _runs = [.. EveryStorage.RunsOf(usable, question.Pages).OrderByDescending(run => run.Pages)];
    }

    /// <summary>What the search came to.</summary>
    /// <param name="Storage">Storage that serves.</param>
    /// <param name="IsProof">Without storage: whether there is none; otherwise the search was given up.</param>
    public readonly record struct Outcome(Layout? Storage, bool IsProof);

    /// <param name="question">What is to be held.</param>
    /// <param name="usable">Pages that storage may have.</param>
    /// <param name="serves">Whether so many bytes from the start of a layout serve everybody.</param>
    public static Outcome Search(PlacementQuestion question, ValueList<PfnRun> usable, Func<Layout, ulong, bool> serves)
    {
        var search = new EveryOrder(question, usable, serves);
        Layout? found = search.GoOn([], question.Pages);
        return new Outcome(found, found is null && search._lookedAt < MaxBeginnings);
    }

    private Layout? GoOn(PfnRun[] begun, ulong missing)
    {
        foreach (PfnRun run in _runs.Where(run => run.Pages <= missing && MayFollow(begun, run)))
        {
            if (_lookedAt == MaxBeginnings)
            {
                return null;
            }

            _lookedAt++;
            var storage = new Layout(0, [.. begun, run]);
            ulong left = missing - run.Pages;
            ulong bytes = left == 0 ? _question.SizeBytes : (_question.Pages - left) * _question.PageSize.Bytes;
            if (_serves(storage, bytes) && (left == 0 ? storage : GoOn([.. storage.Runs], left)) is { } found)
            {
                return found;
            }
        }

        return null;
    }

    private static bool MayFollow(PfnRun[] begun, PfnRun run) =>
        begun.All(other => run.EndPfn <= other.FirstPfn || other.EndPfn <= run.FirstPfn)
        && (begun.Length == 0 || begun[^1].EndPfn != run.FirstPfn);
}
