using DmabufVerify.Vocabulary;

namespace DmabufVerify.Spec;

/// <summary>The definition of "fewest": the shortest of all tables, found by looking at all of them.</summary>
public static class FewestBySearch
{
    /// <summary>Pages up to which all tables are looked at; the work grows with the cube.</summary>
    public const int MaxPages = 40;

    /// <summary>Segments of the shortest table, the count limit set aside; <see langword="null"/> when there is no table.</summary>
    public static int? Count(Pages pages, ValueList<Judge> judges)
    {
        var fewestFrom = new int?[pages.Count + 1];
        fewestFrom[pages.Count] = 0;
        for (int first = pages.Count - 1; first >= 0; first--)
        {
            for (int last = first; last < pages.Count; last++)
            {
                if (fewestFrom[last + 1] is { } rest
                    && !(fewestFrom[first] <= rest + 1)
                    && Rules.Allows(pages, first, last, judges))
                {
                    fewestFrom[first] = rest + 1;
                }
            }
        }

        return fewestFrom[0];
    }
}
