using DmabufVerify.Properties.Deciding;
using DmabufVerify.Properties.Laws;
using DmabufVerify.Vocabulary;

namespace DmabufVerify.Properties.Coverage;

/// <summary>
/// What kind of placement a scenario asks for, as the specification sees it: it decides all small ones. A core costs about as many
/// questions as there are limits, and is made when it is first asked for.
/// </summary>
public sealed class PlacementFeatures
{
    private const int MostPages = 16;

    private readonly Scenario _scenario;
    private readonly IRules _rules;
    private readonly PlacementQuestion _question;
    private readonly TableVote _vote;
    private readonly Lazy<MinimalConflict> _core;

    private PlacementFeatures(Case c, PlacementQuestion question)
    {
        _scenario = c.Scenario;
        _rules = c.Voters.Spec;
        _question = question;
        _vote = c.Vote(_rules, question);
        _core = new(() => (_vote.Verdict == Verdict.Unsat && IsSmall ? Conflict.MinimalCore(_scenario, _rules.Verdict) : null) ?? MinimalConflict.Nothing);
    }

    /// <summary>The features of a scenario that asks for a placement; <see langword="null"/> for any other.</summary>
    public static PlacementFeatures? Of(Case c) => c.Placements.Select(q => new PlacementFeatures(c, q)).FirstOrDefault();

    /// <summary>Whether the buffer can be placed.</summary>
    public Verdict Verdict => _vote.Verdict;

    /// <summary>Whether there is so little memory that a core is soon found. Without a core nobody is said to be in the way.</summary>
    public bool IsSmall => _question.Extents.All(e => e.Pages <= MostPages) && _question.Extents.Sum(e => (long)e.Pages) <= MostPages;

    /// <summary>The storage found is in pieces, and no extent could hold it in one.</summary>
    public bool IsFragmented => Verdict == Verdict.Sat && _question.Extents.All(e => e.Pages < _question.Pages);

    /// <summary>Devices that are in the way together; 0 when sat, or when there is too little memory for anybody.</summary>
    public int CoreDevices => _core.Value.Devices.Count();

    /// <summary>One segment is allowed, and that is in the way.</summary>
    public bool IsNotContiguous => _core.Value.Limits.Any(p => p is { Limit: LimitKind.MaxSegmentCount, Value: 1 });

    /// <summary>Count and size are in the way, the boundary is not.</summary>
    public bool IsTooSmall => Has(LimitKind.MaxSegmentCount) && Has(LimitKind.MaxSegmentSize) && !Has(LimitKind.SegmentBoundaryMask);

    /// <summary>Whether lifting one limit of the core would be enough; <see langword="null"/> without a limit in it.</summary>
    public bool? IsFixedByOneLimit => _core.Value.Limits.Count == 0
        ? null
        : _core.Value.Limits.Any(p => _rules.Verdict(_scenario.WithLimit(p.Device, p.Limit, p.Limit.Unlimited())) == Verdict.Sat);

    /// <summary>A device that can use certain heaps only is in the way.</summary>
    public bool IsShortOfHeaps => _core.Value.Heaps.Count > 0;

    /// <summary>There is storage if data may be copied, and none if not.</summary>
    public bool IsOnlyByBouncing => Verdict == Verdict.Sat && _question.Bouncing.Count > 0
        && _rules.Verdict(_scenario with { Devices = [.. _scenario.Devices.Select(d => d with { MayBounce = false })] }) == Verdict.Unsat;

    /// <summary>Storage was found that suits a device whose IOMMU joins as the kernel does.</summary>
    public bool IsJoined => Verdict == Verdict.Sat && _question.Joining.Count > 0;

    /// <summary>Whether a limit of this kind is in the way.</summary>
    public bool Has(LimitKind kind) => _core.Value.Limits.Any(p => p.Limit == kind);
}
