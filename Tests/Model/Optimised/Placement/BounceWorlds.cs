using DmabufVerify.Vocabulary;

namespace DmabufVerify.Tests.Model.Optimised.Placement;

/// <summary>
/// Questions about a few pages of memory for devices of which some may bounce and some are behind an IOMMU: memory near the ends of reach, pools that
/// are whole, of a few pages, or out of reach.
/// </summary>
internal sealed class BounceWorlds(int seed, bool withJoining)
{
    private const int Top = 20;

    private readonly Random _random = new(seed);
    private ulong _page;
    private ulong _base;

    public PlacementQuestion Next(int mostPages)
    {
        // With pages of 64 KiB the longest bounce is four of them.
        var pageSize = new PageSize(_random.Next(2) == 0 ? 4096UL : 65536);
        _page = pageSize.Bytes;
        _base = _random.Next(4) switch { 0 => 0, 1 => (Swiotlb.PoolAddress / _page) - 9, _ => (1UL << 32) / _page };
        PfnRun[] extents = Extents(_random.Next(1, mostPages + 1));
        int all = extents.Sum(e => (int)e.Pages);
        ulong pages = (ulong)_random.Next(Math.Max(1, all / 2), all + 1);
        ulong size = (pages * _page) - (_random.Next(2) == 0 ? 0 : (ulong)_random.Next(0, 4096));
        SharingMode mode = _random.Next(2) == 0 ? SharingMode.Shared : SharingMode.Tailored;
        bool kernel = withJoining || _random.Next(3) == 0;
        bool gap = _random.Next(3) == 0;
        return new(pageSize, size, [.. extents], [.. Times(0, 4, i => ZeroCopy(pages, kernel, gap, i))], mode)
        {
            Bouncing = [.. Times(withJoining ? 0 : 1, 3, i => Bouncing(pages, kernel, gap, i))],
            Joining = withJoining ? [.. Times(1, 3, i => Joining(pages, i))] : [],
        };
    }

    private IEnumerable<T> Times<T>(int least, int below, Func<int, T> make) =>
        Enumerable.Range(0, _random.Next(least, below)).Select(make);

    private PfnRun[] Extents(int pages)
    {
        var used = new SortedSet<int>();
        int longest = _random.Next(1, pages + 1);
        while (used.Count < pages)
        {
            used.UnionWith(Enumerable.Range(_random.Next(Top), Math.Min(_random.Next(1, longest + 1), pages - used.Count)));
        }

        var runs = new List<PfnRun>();
        foreach (int index in used)
        {
            ulong pfn = _base + (ulong)index;
            if (runs is [.., var last] && last.EndPfn == pfn)
            {
                runs[^1] = last with { Pages = last.Pages + 1 };
            }
            else
            {
                runs.Add(new(pfn, 1));
            }
        }

        return [.. runs];
    }

    private Judge ZeroCopy(ulong pages, bool kernel, bool gap, int index)
    {
        ResolvedLimits limits = Limits(pages, gap);
        long offset = (long)_page * (_random.Next(2) == 0 ? 0 : _random.Next(-5, 3));
        offset = Math.Min(offset, (long)_base * (long)_page);
        if (_random.Next(3) == 0)
        {
            limits = limits with { AddressMask = Address(offset, _random.Next(8, Top + 4)) };
        }

        return new("zero" + index, kernel ? Relaxed(limits) : limits, offset);
    }

    private BouncingJudge Bouncing(ulong pages, bool kernel, bool gap, int index)
    {
        ResolvedLimits limits = Limits(pages, gap) with { MinAlignMask = Pick(0, 0, 0xfff, 0x7fff, 0x1ffff, 0x3ffff) };
        long offset = _random.Next(3) == 0 ? (long)_page * _random.Next(-5, 9) : 0;
        long poolEnd = (long)Swiotlb.PoolAddress - offset + (_random.Next(0, 9) * (long)_page);
        limits = _random.Next(8) switch
        {
            < 4 => limits with { AddressMask = Address(offset, _random.Next(2, Top + 2)) },
            4 => limits with { AddressMask = 0xfffffff },
            5 => limits with { AddressMask = (ulong)(poolEnd - _random.Next(1, 4096)), MinAlignMask = Pick(0, 0xfff) },
            _ => limits,
        };
        return new(new("copy" + index, kernel ? Relaxed(limits) : limits, offset), limits);
    }

    private JoiningJudge Joining(ulong pages, int index)
    {
        ResolvedLimits limits = Limits(pages, withGap: false);
        limits = _random.Next(6) == 0 ? limits with { AddressMask = (ulong)_random.Next(1, 17) * _page } : limits;
        return new(new("join" + index, limits with { MaxSegmentCount = (ulong)_random.Next(1, 4) }, 0), Pick(2048, 4096));
    }

    private ResolvedLimits Limits(ulong pages, bool withGap)
    {
        ResolvedLimits limits = ResolvedLimits.Unlimited;
        limits = _random.Next(3) > 0 ? limits with { MaxSegmentCount = (ulong)_random.Next(1, (int)pages + 1) } : limits;
        limits = _random.Next(2) > 0 ? limits with { MaxSegmentSizeBytes = (ulong)_random.NextInt64((long)_page, 5 * (long)_page) } : limits;
        limits = _random.Next(3) == 0 ? limits with { SegmentBoundaryMask = (_page << _random.Next(0, 4)) - 1 } : limits;
        return withGap && _random.Next(2) > 0 ? limits with { VirtBoundaryMask = (_page << _random.Next(0, 3)) - 1 } : limits;
    }

    private static ResolvedLimits Relaxed(ResolvedLimits limits) =>
        limits with { MaxSegmentSizeBytes = ulong.MaxValue, SegmentBoundaryMask = ulong.MaxValue, VirtBoundaryMask = 0, MinAlignMask = 0 };

    /// <summary>A device address inside or at the end of one of the pages.</summary>
    private ulong Address(long offset, int index)
    {
        Int128 address = ((Int128)(_base + (ulong)index) * _page) - offset - (_random.Next(2) == 0 ? 1 : _random.Next(1, 4096));
        return (ulong)Int128.Max(address, 1);
    }

    private ulong Pick(params ulong[] values) => values[_random.Next(values.Length)];
}
