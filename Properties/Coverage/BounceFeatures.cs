using DmabufVerify.Properties.Deciding;
using DmabufVerify.Properties.Laws;
using DmabufVerify.Vocabulary;

namespace DmabufVerify.Properties.Coverage;

/// <summary>What devices that may bounce meet over given storage, as the optimised implementation sees it.</summary>
public sealed class BounceFeatures(Case c)
{
    private readonly IRules _rules = c.Voters.Optimised;

    /// <summary>A device has a table, and a part of it is copied.</summary>
    public bool IsNeeded => c.Bounces.Any(q => c.Vote(_rules, q).Verdict == Verdict.Sat && IsCopied(q));

    /// <summary>A segment is longer than what can be copied at once, and so is cut.</summary>
    public bool IsTooLong => c.Bounces.Any(q => c.Vote(_rules, q).FewestSegments is { } cut && cut > Uncut(q).FewestSegments);

    /// <summary>There are segments that can be copied, and one finds no place: the pool is too small, or out of reach.</summary>
    public bool HasNoPlace => c.Bounces.Any(q => c.Vote(_rules, q).Verdict == Verdict.Unsat && c.Table(_rules, q) is null && Uncut(q).FewestSegments is not null);

    private bool IsCopied(BounceQuestion q) => c.Table(_rules, q) is { } table && table.Any(s => s.CopyOf is not null);

    /// <summary>The answer if the device reached everything.</summary>
    private TableVote Uncut(BounceQuestion q) => _rules.Answer(new LayoutQuestion(q.Buffer, [EverythingInReach.Of(q.Judge.Direct)]));
}
