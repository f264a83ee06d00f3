using DmabufVerify.Optimised;
using DmabufVerify.Vocabulary;

namespace DmabufVerify.Bench;

/// <summary>How near the counts of a placement's devices are to what storage needs.</summary>
internal enum Tightness
{
    /// <summary>Half as much again as some storage needs.</summary>
    Loose,

    /// <summary>Just what some storage needs, so that there is an answer.</summary>
    Tight,

    /// <summary>A little less, which mostly one device refuses.</summary>
    Edge,

    /// <summary>Just what each device would need were it alone: nobody knows beforehand whether all find a place at once.</summary>
    Alone,

    /// <summary>
    /// One device has a segment less than it needs were it alone; where it needs only one, as is common with a single extent, there
    /// is nothing to take away.
    /// </summary>
    Unsat,
}

/// <summary>
/// Free memory as it is after a while, and devices with limits as drivers declare them: extents of 1 to 4096 pages, few of them long; a
/// buffer of 30 to 85 % of all.
/// </summary>
internal static class PlausiblePlacements
{
    private static readonly OptimisedVoter Voter = new();
    private static readonly ulong[] SizesInPages = [1, 16, 64, 256, 1024, ulong.MaxValue];
    private static readonly ulong[] Boundaries = [0xffff, 0x1fffff, 0xffffffff, ulong.MaxValue];

    /// <summary>One question for each seed.</summary>
    public static PlacementQuestion Question(int devices, int extents, Tightness tightness, SharingMode mode, int seed)
    {
        var random = new Random((((seed * 64) + devices) * 128) + extents);
        PfnRun[] memory = Extents(extents, random);
        Judge[] judges = [.. Enumerable.Range(0, devices).Select(i => new Judge($"device {i}", Limits(random), 0))];
        ulong reach = judges.Min(judge => judge.Limits.AddressMask) >> 12;
        PfnRun[] reachable = [.. memory.Where(e => e.EndPfn <= reach + 1)];
        ulong pages = 1 + (ulong)(reachable.Sum(e => (long)e.Pages) * (0.3 + (0.55 * random.NextDouble())));
        var question = new PlacementQuestion(PageSize.FourKiB, pages << 12, [.. memory], [.. judges], mode);
        var some = new PagedBuffer(PageSize.FourKiB, Some(reachable, pages, random), question.SizeBytes);
        int starved = tightness == Tightness.Unsat ? random.Next(devices) : -1;
        for (int i = 0; i < devices; i++)
        {
            ValueList<Judge> asked = mode == SharingMode.Shared ? question.Judges : [judges[i]];
            ulong needed = Voter.Answer(new LayoutQuestion(some, asked)).FewestSegments!.Value;
            judges[i] = WithCount(
                judges[i],
                i == starved ? Least(question, judges[i], needed) - 1
                : tightness == Tightness.Alone ? Least(question, judges[i], needed)
                : Count(needed, tightness));
        }

        return question with { Judges = [.. judges] };
    }

    private static ulong Count(ulong needed, Tightness tightness) => tightness switch
    {
        Tightness.Tight => needed,
        Tightness.Edge => Math.Max(1, Math.Min(needed - 1, needed * 19 / 20)),
        _ => needed * 3 / 2,
    };

    private static Judge WithCount(Judge judge, ulong count) =>
        judge with { Limits = judge.Limits with { MaxSegmentCount = Math.Max(1, count) } };

    /// <summary>The least count with which one device could take the buffer if it were alone.</summary>
    private static ulong Least(PlacementQuestion question, Judge judge, ulong enough)
    {
        ulong least = 1;
        while (least < enough)
        {
            ulong count = least + ((enough - least) / 2);
            bool isEnough = Voter.Answer(question with { Judges = [WithCount(judge, count)] }).Verdict == Verdict.Sat;
            (least, enough) = isEnough ? (least, count) : (count + 1, enough);
        }

        return least;
    }

    private static ResolvedLimits Limits(Random random)
    {
        ulong pages = SizesInPages[random.Next(SizesInPages.Length)];
        return ResolvedLimits.Unlimited with
        {
            MaxSegmentSizeBytes = pages == ulong.MaxValue ? pages : pages << 12,
            SegmentBoundaryMask = Boundaries[random.Next(Boundaries.Length)],
            AddressMask = ulong.MaxValue >> random.Next(0, 33),
        };
    }

    /// <summary>Most of the extents lie below 4 GiB, the rest up to a third above.</summary>
    private static PfnRun[] Extents(int count, Random random)
    {
        ulong slot = (1UL << 20) * 4 / 3 / (ulong)count;
        var extents = new PfnRun[count];
        for (int i = 0; i < count; i++)
        {
            ulong pages = (ulong)Math.Exp(random.NextDouble() * Math.Log(4096));
            ulong room = slot - pages;
            extents[i] = new(((ulong)i * slot) + (ulong)random.NextInt64((long)(count == 1 ? room / 2 : room)), pages);
        }

        return extents;
    }

    /// <summary>Storage that nobody sought: extents as they come, the large ones rather earlier.</summary>
    private static Layout Some(PfnRun[] extents, ulong pages, Random random)
    {
        var runs = new List<PfnRun>();
        foreach (PfnRun extent in extents.OrderByDescending(e => e.Pages * (0.5 + (1.5 * random.NextDouble()))))
        {
            ulong taken = Math.Min(pages, extent.Pages);
            pages -= taken;
            runs.Add(extent with { Pages = taken });
            if (pages == 0)
            {
                break;
            }
        }

        return new(0, [.. runs]);
    }
}
