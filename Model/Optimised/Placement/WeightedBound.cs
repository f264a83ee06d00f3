namespace DmabufVerify.Optimised.Placement;

/// <summary>
/// Shows that no storage does for several judges at once although each alone could take the buffer: weights turn their counts into one
/// sum, and even pages paid for in fractions of segments cost more than the sum allows.
/// </summary>
/// <remarks>
/// For any weights w &gt;= 0, storage that suits all judges has sum(w * segments) &lt;= sum(w * count). The pages of a stretch cost a
/// judge at least as many segments as the longest pieces of the stretch it takes to hold them; with fractions of the last piece that is
/// a convex function of the pages, so the cheapest pages of all stretches, taken in the order of their price, are a lower bound. Weights
/// are then raised for those whose count the cheapest pages overdraw, and lowered for the others.
/// </remarks>
internal sealed class WeightedBound
{
    private const int Rounds = 24;

    /// <summary>Far above the rounding errors of a few thousand sums, far below one segment in any count that a table can have.</summary>
    private const double Margin = 1e-9;

    private readonly Share[] _shares;
    private readonly List<(double Pages, double[] SegmentsPerPage)> _parts = [];

    public WeightedBound(Share[] shares, FreeMemory memory)
    {
        _shares = [.. shares.Where(share => share.HasCount)];
        for (int i = 0; i < memory.Stretches.Length; i++)
        {
            AddParts(memory.Stretches.AsSpan(i, 1));
        }
    }

    /// <summary>Whether some weights show that so many pages cannot be placed.</summary>
    public bool Refutes(long pages)
    {
        double[] weights = [.. _shares.Select(share => 1.0 / share.Count)];
        for (int round = 0; round < Rounds; round++)
        {
            double[] used = Cheapest(weights, pages);
            double spent = 0;
            double allowed = 0;
            for (int i = 0; i < weights.Length; i++)
            {
                spent += weights[i] * used[i];
                allowed += weights[i] * _shares[i].Count;
            }

            if (spent > allowed * (1 + Margin))
            {
                return true;
            }

            double step = 4.0 / (1 + round);
            for (int i = 0; i < weights.Length; i++)
            {
                weights[i] *= Math.Pow(used[i] / _shares[i].Count, step);
            }
        }

        return false;
    }

    /// <summary>Segments, with fractions, that the pages cost each judge which are cheapest by these weights.</summary>
    private double[] Cheapest(double[] weights, double pages)
    {
        var prices = new double[_parts.Count];
        var order = new int[_parts.Count];
        for (int p = 0; p < prices.Length; p++)
        {
            order[p] = p;
            for (int i = 0; i < weights.Length; i++)
            {
                prices[p] += weights[i] * _parts[p].SegmentsPerPage[i];
            }
        }

        Array.Sort(prices, order);
        var used = new double[weights.Length];
        foreach (int p in order)
        {
            double taken = Math.Min(pages, _parts[p].Pages);
            pages -= taken;
            for (int i = 0; i < used.Length; i++)
            {
                used[i] += taken * _parts[p].SegmentsPerPage[i];
            }

            if (pages <= 0)
            {
                break;
            }
        }

        return used;
    }

    /// <summary>A stretch in parts: within one, each judge pays with pieces of one length.</summary>
    private void AddParts(ReadOnlySpan<Stretch> stretch)
    {
        (long Length, long Times)[][] pieces = new (long, long)[_shares.Length][];
        for (int i = 0; i < pieces.Length; i++)
        {
            pieces[i] = SuffixCosts.PiecesOf(stretch, _shares[i]);
        }

        var index = new int[pieces.Length];
        var end = new long[pieces.Length];
        long at = 0;
        while (at < stretch[0].Pages)
        {
            long next = stretch[0].Pages;
            var perPage = new double[pieces.Length];
            for (int i = 0; i < pieces.Length; i++)
            {
                while (end[i] == at)
                {
                    (long length, long times) = pieces[i][index[i]++];
                    end[i] += length * times;
                }

                perPage[i] = 1.0 / pieces[i][index[i] - 1].Length;
                next = Math.Min(next, end[i]);
            }

            _parts.Add((next - at, perPage));
            at = next;
        }
    }
}
