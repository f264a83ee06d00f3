using DmabufVerify.Conformance.Questions;
using DmabufVerify.Vocabulary;

namespace DmabufVerify.Conformance.Drawing;

/// <summary>Questions about sg tables: one for each device of a scenario with its segment size, and some that a careless caller asks.</summary>
public static class TableDraw
{
    private const ulong MostPages = 4096;

    /// <summary>One question in so many hands over all pages of the layout, those behind the last byte too.</summary>
    private const int CarelessEvery = 16;

    /// <summary>One in so many has a segment size below a page.</summary>
    private const int TooSmallEvery = 50;

    /// <summary>Questions without end.</summary>
    /// <param name="scenarios">Whose storage is asked about.</param>
    /// <param name="inMemory">Whether storage is moved to pages that every machine has: at most <see cref="MostPages"/> and the gaps between.</param>
    public static IEnumerable<SgTableQuestion> From(IEnumerable<Scenario> scenarios, bool inMemory = false)
    {
        int drawn = 0;
        foreach (Scenario scenario in scenarios)
        {
            foreach (Device device in scenario.Devices)
            {
                if (Of(scenario, device, ++drawn) is { } question)
                {
                    yield return inMemory ? question with { Runs = RunsTogether.Move(question.Runs) } : question;
                }
            }
        }
    }

    private static SgTableQuestion? Of(Scenario scenario, Device device, int drawn)
    {
        PageSize page = PageSize.FourKiB;
        Layout layout = scenario.Layout! with { OffsetBytes = scenario.Layout.OffsetBytes % page.Bytes };
        if (layout.Pages > MostPages)
        {
            return null;
        }

        ulong size = Math.Min(scenario.BufferSizeBytes, (layout.Pages << page.Shift) - layout.OffsetBytes);
        ulong wanted = device.Limits.Resolve(DefaultsPolicy.Mainline).MaxSegmentSizeBytes;
        uint longest = (uint)Math.Min(uint.MaxValue, drawn % TooSmallEvery == 0 ? wanted % page.Bytes : wanted);
        ValueList<PfnRun> runs = drawn % CarelessEvery == 0
            ? layout.Runs
            : First(layout.Runs, new PagedBuffer(page, layout, size).UsedPages);
        return new(layout.OffsetBytes, size, longest, runs);
    }

    /// <summary>The first pages of a list of runs.</summary>
    internal static ValueList<PfnRun> First(ValueList<PfnRun> runs, ulong pages)
    {
        var kept = new List<PfnRun>();
        foreach (PfnRun run in runs)
        {
            if (pages == 0)
            {
                break;
            }

            ulong taken = Math.Min(pages, run.Pages);
            kept.Add(run with { Pages = taken });
            pages -= taken;
        }

        return [.. kept];
    }
}
