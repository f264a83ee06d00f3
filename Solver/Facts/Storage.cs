using DmabufVerify.Vocabulary;

namespace DmabufVerify.Solving;

/// <summary>The pages that hold bytes of a buffer, as runs that no neighbour continues.</summary>
internal sealed class Storage
{
    /// <summary>The used pages of a buffer.</summary>
    public Storage(PagedBuffer buffer)
        : this(buffer.PageSize, buffer.Layout.OffsetBytes, buffer.TailBytes, MaximalRuns(buffer))
    {
    }

    private Storage(PageSize pageSize, ulong offsetBytes, ulong tailBytes, PfnRun[] runs)
    {
        (PageSize, OffsetBytes, TailBytes, Runs) = (pageSize, offsetBytes, tailBytes, runs);
        foreach (PfnRun run in runs)
        {
            Pages += run.Pages;
        }
    }

    public PageSize PageSize { get; }

    /// <summary>Bytes of the first page before the buffer.</summary>
    public ulong OffsetBytes { get; }

    /// <summary>Bytes of the last page up to the buffer's end.</summary>
    public ulong TailBytes { get; }

    /// <summary>In the buffer's order; no run starts where the one before it ends.</summary>
    public IReadOnlyList<PfnRun> Runs { get; }

    /// <summary>Pages of all runs.</summary>
    public ulong Pages { get; }

    /// <summary>
    /// The same buffer as an IOMMU shows it under strict enforcement: one run from the least power of two that is not less than its
    /// number of pages (docs/semantics.md).
    /// </summary>
    public Storage BehindIommu()
    {
        ulong start = 1;
        while (start < Pages)
        {
            start <<= 1;
        }

        return new Storage(PageSize, OffsetBytes, TailBytes, [new PfnRun(start, Pages)]);
    }

    /// <summary>Physical address of the first used byte of a run.</summary>
    public UInt128 FirstByte(int run) => ((UInt128)Runs[run].FirstPfn << PageSize.Shift) + (run == 0 ? OffsetBytes : 0);

    /// <summary>Physical address of the last used byte of a run.</summary>
    public UInt128 LastByte(int run) =>
        ((UInt128)Runs[run].EndPfn << PageSize.Shift) - 1 - (run == Runs.Count - 1 ? PageSize.Bytes - TailBytes : 0);

    private static PfnRun[] MaximalRuns(PagedBuffer buffer)
    {
        List<PfnRun> runs = [];
        ulong left = buffer.UsedPages;
        foreach (PfnRun run in buffer.Layout.Runs)
        {
            var used = new PfnRun(run.FirstPfn, Math.Min(run.Pages, left));
            if (used.Pages == 0)
            {
                continue;
            }

            left -= used.Pages;
            if (runs.Count > 0 && runs[^1].EndPfn == used.FirstPfn)
            {
                runs[^1] = new PfnRun(runs[^1].FirstPfn, runs[^1].Pages + used.Pages);
            }
            else
            {
                runs.Add(used);
            }
        }

        return [.. runs];
    }
}
