using DmabufVerify.Optimised;
using DmabufVerify.Optimised.Placement;
using DmabufVerify.Vocabulary;
using static DmabufVerify.Tests.Model.Optimised.Cases;

namespace DmabufVerify.Tests.Model.Optimised.Placement;

public class StartScanTests
{
    private const int Top = 64;

    /// <summary>Against every start in turn; judges that share a table see different windows, of one step or several.</summary>
    [Fact]
    public void First_start_is_the_first()
    {
        var random = new Random(4);
        int jumped = 0;
        for (int i = 0; i < 4000; i++)
        {
            PlacementQuestion question = Question(random);
            Judge[][] tables = [[question.Judges[0], question.Judges[1]], [question.Judges[2]]];
            var set = new TableSet(question, [.. question.Judges], tables);
            Share[] shares = Share.Of(set, FreeMemory.Of(question, []));
            if (shares.Length == 0)
            {
                continue;
            }

            var room = new Stretch(0, Top);
            long pages = (long)question.Pages;
            long[] left = [.. shares.Select(share => Math.Max(1, share.Cost(new(0, pages)) - random.Next(0, 3)))];

            long first = new StartScan(shares, new Budget(10_000)).First(room, pages, PageGrid.Everywhere, left);

            Assert.Equal(ByTrying(shares, room, pages, left), first);
            jumped += first > 0 ? 1 : 0;
        }

        Assert.InRange(jumped, 200, 4000);
    }

    private static long ByTrying(Share[] shares, Stretch room, long pages, long[] left)
    {
        for (long start = room.Start; start + pages <= room.End; start++)
        {
            if (Enumerable.Range(0, shares.Length).All(i => shares[i].Cost(new(start, start + pages)) <= left[i]))
            {
                return start;
            }
        }

        return -1;
    }

    private static PlacementQuestion Question(Random random) => new(
        PageSize.FourKiB,
        (ulong)random.Next(1, 24) * Page,
        [new PfnRun(0, Top)],
        [.. Enumerable.Range(0, 3).Select(i => Direct(Limits(random), -random.Next(0, 16), $"dev{i}"))],
        SharingMode.Shared);

    private static ResolvedLimits Limits(Random random) => ResolvedLimits.Unlimited with
    {
        MaxSegmentCount = (ulong)random.Next(1, 12),
        MaxSegmentSizeBytes = (ulong)random.Next(1, 9) * Page,
        SegmentBoundaryMask = (Page << random.Next(0, 5)) - 1,
    };
}
