using DmabufVerify.Properties.Claims;

namespace DmabufVerify.Cli.Output;

/// <summary>Verdicts as all outputs call them.</summary>
internal static class ClaimWords
{
    /// <summary>In the order in which summaries count them.</summary>
    public static IReadOnlyList<VerdictKind> Kinds { get; } = Enum.GetValues<VerdictKind>();

    /// <summary>One word or two.</summary>
    public static string Of(VerdictKind kind) => kind switch
    {
        VerdictKind.Proved => "proved",
        VerdictKind.Refuted => "refuted",
        VerdictKind.Held => "held",
        VerdictKind.NotCheckable => "not checkable",
        VerdictKind.Open => "open",
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    /// <summary>How the claim was looked at.</summary>
    public static string Of(EvidenceKind kind) => kind switch
    {
        EvidenceKind.None => "none",
        EvidenceKind.Proof => "Z3",
        EvidenceKind.Search => "search",
        EvidenceKind.Histories => "random cases",
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    /// <summary>"12 proved, 3 refuted"; kinds that do not occur are left out.</summary>
    public static string Summary(IEnumerable<ClaimResult> results)
    {
        ILookup<VerdictKind, ClaimResult> byKind = results.ToLookup(result => result.Verdict.Kind);
        return string.Join(", ", Kinds.Where(byKind.Contains).Select(kind => $"{Words.Count(byKind[kind].Count())} {Of(kind)}"));
    }
}
