using DmabufVerify.Vocabulary;

namespace DmabufVerify.Spec;

/// <summary>Which rule of docs/semantics.md a table breaks.</summary>
public enum TableFault
{
    /// <summary>The segments are not the buffer's bytes in order, each once, cut at page boundaries.</summary>
    Coverage,

    /// <summary>A segment spans too many pages.</summary>
    Size,

    /// <summary>A segment crosses a boundary.</summary>
    Boundary,

    /// <summary>An inner start or end is off the gap mask.</summary>
    Gap,

    /// <summary>A byte is out of reach.</summary>
    Reach,

    /// <summary>There are too many segments.</summary>
    Count,
}

/// <summary>What is wrong with a table.</summary>
/// <param name="Fault">The rule.</param>
/// <param name="SegmentIndex">Where it is broken first; the number of segments for a missing tail or a count.</param>
/// <param name="Device">Whose rule; <see langword="null"/> for coverage.</param>
public sealed record TableProblem(TableFault Fault, int SegmentIndex, string? Device);

/// <summary>The definition of a valid table, applied to a given one.</summary>
public static class Validity
{
    /// <summary>The first problem of a table in physical addresses, or <see langword="null"/> when it is valid.</summary>
    /// <param name="table">The table to judge.</param>
    /// <param name="pages">What it should cover.</param>
    /// <param name="judges">Who has a say.</param>
    /// <param name="withCount">Whether the count limit is applied.</param>
    public static TableProblem? FirstProblem(SegmentTable table, Pages pages, ValueList<Judge> judges, bool withCount)
    {
        int first = 0;
        for (int s = 0; s < table.Segments.Count; s++)
        {
            if (LastPageOf(table.Segments[s], pages, first) is not { } last)
            {
                return new TableProblem(TableFault.Coverage, s, Device: null);
            }

            foreach (Judge judge in judges)
            {
                if (BrokenRule(pages, first, last, judge) is { } fault)
                {
                    return new TableProblem(fault, s, judge.Device);
                }
            }

            first = last + 1;
        }

        if (first != pages.Count)
        {
            return new TableProblem(TableFault.Coverage, table.Segments.Count, Device: null);
        }

        Judge? exceeded = withCount
            ? judges.FirstOrDefault(j => (ulong)table.Segments.Count > j.Limits.MaxSegmentCount)
            : null;
        return exceeded is null ? null : new TableProblem(TableFault.Count, table.Segments.Count, exceeded.Device);
    }

    /// <summary>The page whose end the segment's is, when it starts where page <paramref name="first"/> does and is contiguous.</summary>
    private static int? LastPageOf(Segment segment, Pages pages, int first)
    {
        for (int last = first; last < pages.Count && Rules.Contiguous(pages, Math.Max(first, last - 1), last); last++)
        {
            if (pages.Segment(first, last) == segment)
            {
                return last;
            }
        }

        return null;
    }

    private static TableFault? BrokenRule(Pages pages, int first, int last, Judge judge) =>
        !Rules.FitsSize(pages, first, last, judge) ? TableFault.Size
        : !Rules.StaysInWindow(pages, first, last, judge) ? TableFault.Boundary
        : !Rules.MayStart(pages, first, judge) || !Rules.MayEnd(pages, last, judge) ? TableFault.Gap
        : !Rules.Reaches(pages, first, last, judge) ? TableFault.Reach
        : null;
}
