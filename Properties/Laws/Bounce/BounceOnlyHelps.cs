using DmabufVerify.Properties.Deciding;
using DmabufVerify.Vocabulary;

namespace DmabufVerify.Properties.Laws.Bounce;

/// <summary>
/// To let a device bounce takes nothing away: where it could share without a copy, it reaches everything, and nothing is copied or cut
/// shorter for it; the others then share without it.
/// </summary>
internal static class BounceOnlyHelps
{
    public static Law Law { get; } = new(
        "Bounce.OnlyHelps", "sat(b, S) => sat(b, S with bounce(s)) for all s in S", NeedsSolver: false, Check);

    private static LawResult Check(Case c) => c.Scenario is { Layout: null, Memory.Count: 0 }
        ? LawResult.NotApplicable
        : LawResult.Worst(c.Voters.Rules.SelectMany(rules => CheckEach(c, rules)));

    private static IEnumerable<LawResult> CheckEach(Case c, IRules rules)
    {
        Device[] zeroCopy = [.. c.Scenario.Devices.Where(d => d is { Iommu: null, MayBounce: false })];
        return zeroCopy.Length > 0 && c.Question.Parts.All(part => c.Vote(rules, part).Verdict == Verdict.Sat)
            ? zeroCopy.Select(device => rules.Verdict(c.Voters.Asking(c.Scenario.WithBounce(device.Name))) switch
            {
                Verdict.Sat => LawResult.Holds,
                Verdict.Unsat => LawResult.Violated("sat with a device that may bounce", $"sat with {device.Name} bouncing", "unsat", rules.Name),
                _ => LawResult.Unknown,
            })
            : [LawResult.NotApplicable];
    }
}
