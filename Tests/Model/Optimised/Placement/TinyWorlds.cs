using DmabufVerify.Vocabulary;
using static DmabufVerify.Tests.Model.Optimised.Cases;

namespace DmabufVerify.Tests.Model.Optimised.Placement;

/// <summary>Questions about a few pages of memory, with limits near what they need.</summary>
internal sealed class TinyWorlds(int seed)
{
    private const int Top = 24;

    private readonly Random _random = new(seed);

    public PlacementQuestion Next(int mostPages, SharingMode mode)
    {
        PfnRun[] extents = Extents(_random.Next(1, mostPages + 1));
        int all = extents.Sum(e => (int)e.Pages);
        ulong pages = (ulong)_random.Next(Math.Max(1, all / 2), all + 1);
        ulong size = (pages * Page) - (_random.Next(2) == 0 ? 0 : (ulong)_random.Next(0, 4096));
        return new(PageSize.FourKiB, size, [.. extents], [.. Judges(pages)], mode);
    }

    /// <summary>Mostly a few long extents, at times single pages.</summary>
    private PfnRun[] Extents(int pages)
    {
        var used = new SortedSet<int>();
        int longest = _random.Next(1, pages + 1);
        while (used.Count < pages)
        {
            int first = _random.Next(Top);
            int length = Math.Min(_random.Next(1, longest + 1), pages - used.Count);
            used.UnionWith(Enumerable.Range(first, length));
        }

        var runs = new List<PfnRun>();
        foreach (int pfn in used)
        {
            if (runs is [.., var last] && last.EndPfn == (ulong)pfn)
            {
                runs[^1] = last with { Pages = last.Pages + 1 };
            }
            else
            {
                runs.Add(new((ulong)pfn, 1));
            }
        }

        return [.. runs];
    }

    private IEnumerable<Judge> Judges(ulong pages)
    {
        int count = _random.Next(0, 5);
        int same = _random.Next(-4, 3);
        int gap = _random.Next(3);
        int offsets = _random.Next(3);
        for (int i = 0; i < count; i++)
        {
            long offset = offsets switch { 0 => 0, 1 => same, _ => _random.Next(-5, 3) };
            yield return Direct(Limits(pages, gap == 0), offset, $"dev{i}");
        }
    }

    private ResolvedLimits Limits(ulong pages, bool withGap)
    {
        ResolvedLimits limits = Free;
        if (_random.Next(4) > 0)
        {
            limits = limits with { MaxSegmentCount = (ulong)_random.Next(1, (int)pages + 1) };
        }

        if (_random.Next(3) > 0)
        {
            limits = limits with { MaxSegmentSizeBytes = (ulong)_random.Next(4096, 5 * 4096) };
        }

        if (_random.Next(2) > 0)
        {
            limits = limits with { SegmentBoundaryMask = (Page << _random.Next(0, 4)) - 1 };
        }

        if (withGap && _random.Next(3) > 0)
        {
            limits = limits with { VirtBoundaryMask = (Page << _random.Next(0, 3)) - 1 };
        }

        return _random.Next(3) > 0 ? limits : limits with { AddressMask = (ulong)_random.Next(12 * 4096, (Top + 6) * 4096) };
    }
}
