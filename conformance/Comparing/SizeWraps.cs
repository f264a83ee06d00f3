using DmabufVerify.Conformance.Questions;
using DmabufVerify.Vocabulary;

namespace DmabufVerify.Conformance.Comparing;

/// <summary>The quirk sg-size-wraps: what comes of pages behind the last byte.</summary>
internal static class SizeWraps
{
    private static readonly PageSize Page = PageSize.FourKiB;

    /// <summary>
    /// The entries of all pages that were handed over, the bytes left counted modulo 2^64; <see langword="null"/> where no page is behind the
    /// last byte: the quirk must not excuse what it has no part in.
    /// </summary>
    public static string? Answer(SgTableQuestion question)
    {
        ulong most = Page.WholePages(question.MaxSegmentBytes);
        if (most == 0 || question.OutsideModel is null)
        {
            return null;
        }

        var entries = new List<string>();
        ulong left = question.SizeBytes;
        ulong offset = question.OffsetBytes;
        foreach (PfnRun chunk in Chunks(question.Runs, most))
        {
            ulong bytes = (chunk.Pages << Page.Shift) - offset;
            entries.Add($"{chunk.FirstPfn:x}:{offset:x}:{Math.Min(left, bytes):x}");

            // The kernel's own arithmetic: this is the quirk.
            left = unchecked(left - bytes);
            offset = 0;
        }

        return $"0 {string.Join(' ', entries)}";
    }

    private static IEnumerable<PfnRun> Chunks(ValueList<PfnRun> runs, ulong most)
    {
        PfnRun current = default;
        foreach (PfnRun run in runs)
        {
            for (ulong pfn = run.FirstPfn; pfn < run.EndPfn; pfn++)
            {
                if (current.Pages > 0 && pfn == current.EndPfn && current.Pages < most)
                {
                    current = current with { Pages = current.Pages + 1 };
                    continue;
                }

                if (current.Pages > 0)
                {
                    yield return current;
                }

                current = new PfnRun(pfn, 1);
            }
        }

        yield return current;
    }
}
