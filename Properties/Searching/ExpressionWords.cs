using System.Collections.Immutable;
using DmabufVerify.Vocabulary;

namespace DmabufVerify.Properties.Searching;

/// <summary>The words of expressions, for reading and for writing.</summary>
public static class ExpressionWords
{
    /// <summary>Ways of asking.</summary>
    public static ImmutableSortedDictionary<string, Asking> Askings { get; } =
        Enum.GetValues<Asking>().ToImmutableSortedDictionary(Of, asking => asking, StringComparer.Ordinal);

    /// <summary>Numbers.</summary>
    public static ImmutableSortedDictionary<string, Measure> Measures { get; } =
        Enum.GetValues<Measure>().ToImmutableSortedDictionary(Of, measure => measure, StringComparer.Ordinal);

    /// <summary>Verdicts.</summary>
    public static ImmutableSortedDictionary<string, Verdict> Verdicts { get; } =
        Enum.GetValues<Verdict>().ToImmutableSortedDictionary(Of, verdict => verdict, StringComparer.Ordinal);

    /// <summary>Everything that an expression can begin an atom with.</summary>
    public static IEnumerable<string> Atoms => Askings.Keys.Concat(Measures.Keys);

    /// <summary>The word for a way of asking.</summary>
    public static string Of(Asking asking) => asking switch
    {
        Asking.Shared => "shared",
        Asking.Tailored => "tailored",
        Asking.Kernel => "kernel",
        Asking.Strict => "strict",
        Asking.WithoutDefaults => "withoutDefaults",
        Asking.Placement => "placement",
        _ => throw new ArgumentOutOfRangeException(nameof(asking)),
    };

    /// <summary>The word for a number.</summary>
    public static string Of(Measure measure) => measure switch
    {
        Measure.Devices => "devices",
        Measure.Runs => "runs",
        Measure.CoreSize => "core.size",
        _ => throw new ArgumentOutOfRangeException(nameof(measure)),
    };

    private static string Of(Verdict verdict) => verdict switch
    {
        Verdict.Sat => "sat",
        Verdict.Unsat => "unsat",
        Verdict.Unknown => "unknown",
        _ => throw new ArgumentOutOfRangeException(nameof(verdict)),
    };
}
