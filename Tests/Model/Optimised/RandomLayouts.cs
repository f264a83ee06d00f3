using DmabufVerify.Vocabulary;
using static DmabufVerify.Tests.Model.Optimised.Cases;

namespace DmabufVerify.Tests.Model.Optimised;

/// <summary>Small buffers and judges whose limits are near what the buffers need.</summary>
internal sealed class RandomLayouts(int seed)
{
    private readonly Random _random = new(seed);

    public PagedBuffer Buffer()
    {
        var free = new List<ulong>(Enumerable.Range(0, 48).Select(i => (ulong)i));
        var runs = new List<(ulong, ulong)>();
        int count = _random.Next(1, 5);
        for (int i = 0; i < count && free.Count > 0; i++)
        {
            ulong first = free[_random.Next(free.Count)];
            ulong longest = 1;
            while (longest < 14 && free.Contains(first + longest))
            {
                longest++;
            }

            ulong pages = (ulong)_random.Next(1, (int)longest + 1);
            free.RemoveAll(pfn => pfn >= first && pfn < first + pages);
            runs.Add((first, pages));
            if (_random.Next(3) == 0 && free.Remove(first + pages))
            {
                runs.Add((first + pages, 1));
            }
        }

        ulong all = (ulong)runs.Sum(r => (long)r.Item2) * Page;
        ulong offset = _random.Next(2) == 0 ? 0 : (ulong)_random.Next(1, 4096);
        ulong unused = _random.Next(2) == 0 ? 0 : (ulong)_random.NextInt64((long)(all - offset));
        return Bytes(offset, all - offset - unused, [.. runs]);
    }

    public Judge[] Judges(bool withGap)
    {
        var judges = new Judge[_random.Next(1, 4)];
        long common = _random.Next(-6, 3);
        bool agree = _random.Next(2) == 0;
        for (int i = 0; i < judges.Length; i++)
        {
            judges[i] = Direct(Limits(withGap), agree ? common : _random.Next(-9, 3), $"dev{i}");
        }

        return judges;
    }

    public ResolvedLimits Limits(bool withGap)
    {
        ResolvedLimits limits = Free with { MaxSegmentCount = (ulong)_random.Next(1, 12) };
        if (_random.Next(3) > 0)
        {
            limits = limits with { MaxSegmentSizeBytes = (ulong)_random.Next(4096, 10 * 4096) };
        }

        if (_random.Next(3) > 0)
        {
            limits = limits with { SegmentBoundaryMask = (Page << _random.Next(0, 5)) - 1 };
        }

        if (withGap && _random.Next(3) > 0)
        {
            limits = limits with { VirtBoundaryMask = (2048UL << _random.Next(0, 4)) - 1 };
        }

        return _random.Next(3) > 0 ? limits : limits with { AddressMask = (ulong)_random.Next(4096, 56 * 4096) };
    }
}
