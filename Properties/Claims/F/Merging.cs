using DmabufVerify.Properties.Claims.Evidence;
using DmabufVerify.Published;
using DmabufVerify.Vocabulary;
using static DmabufVerify.Properties.Claims.Evidence.Tiny;

namespace DmabufVerify.Properties.Claims.F;

/// <summary>What the list of defects says should be there instead.</summary>
internal static class Merging
{
    private static readonly Term.Variable A = Say.Var("a", least: 1);
    private static readonly Term.Variable B = Say.Var("b", least: 1);

    public static IEnumerable<Claim> Claims { get; } =
    [
        ClaimKinds.Exists(
            "F8",
            "The patches never compare count x size with the buffer.",
            "there are A, B, b: attach(v3, A) and attach(v3, B) succeed, no table is both's",
            VerdictKind.Proved,
            "64 KiB segments for one, one segment for the other, 1 MiB",
            context => PublishedCode.Shows(
                context,
                Defect.F8,
                (Over(new Layout(0, [new PfnRun(0, 256)]), Device("A", size: 64 << 10), Device("B", count: 1))).Doing(Attach("A"), Attach("B")),
                model: Errno.Einval,
                published: Errno.Ok,
                "both get in; the model says EINVAL, and who is in the way")),
        ClaimKinds.ForAll(
            "F9",
            "With a boundary the capacity from an aligned start is count x min(size, boundary + 1).",
            "|b| <= count x min(size, boundary + 1) => sat(b, L), storage in one piece from page 0",
            VerdictKind.Refuted,
            "counts of up to 3, sizes and windows of up to 4 pages",
            BoundaryThatSizeDoesNotDivide),
        ClaimKinds.ByProof(
            "F11a",
            "The AND of boundary masks is the smaller one, where both are 2^k - 1.",
            "a, b = 2^k - 1 => a AND b = min(a, b)",
            VerdictKind.Proved,
            "all pairs of 64-bit masks",
            new Conjecture([A, B], 64, Say.All(A.IsLowMask(), B.IsLowMask()), A.And(B).Is(Say.Min(A, B)))),
        ClaimKinds.ByProof(
            "F11b",
            "The AND of boundary masks is a boundary mask.",
            "a AND b > 0 => a AND b = 2^k - 1",
            VerdictKind.Refuted,
            "all pairs of 64-bit masks",
            new Conjecture([A, B], 64, Say.Number(1).AtMost(A.And(B)), A.And(B).IsLowMask())),
        ClaimKinds.ByProof(
            "G3a",
            "The AND of reaches is never above the smaller one: needlessly tight at worst, never unsafe.",
            "a AND b <= min(a, b)",
            VerdictKind.Proved,
            "all pairs of 64-bit masks",
            new Conjecture([A, B], 64, Say.All(), A.And(B).AtMost(Say.Min(A, B)))),
        ClaimKinds.ByProof(
            "G3b",
            "The AND of reaches is the common reach, even of real ones: here Qualcomm's Venus with a device of 31 bits.",
            "0xdfffffff AND 0x7fffffff = min(0xdfffffff, 0x7fffffff)",
            VerdictKind.Refuted,
            "these two",
            new Conjecture(
                [new Term.Variable("venus", 0xdfffffff, 0xdfffffff), new Term.Variable("other", 0x7fffffff, 0x7fffffff)],
                64,
                Say.All(),
                new Term.Variable("venus", 0xdfffffff, 0xdfffffff).And(new Term.Variable("other", 0x7fffffff, 0x7fffffff)).Is(Say.Number(0x7fffffff)))),
        ClaimKinds.ForAll(
            "F24",
            "Merged limits alone tell a buffer to which nobody is attached from one whose devices have no limits.",
            "merge() != merge(unlimited)",
            VerdictKind.Refuted,
            "nobody, and one device",
            NobodyOrUnlimited),
        ClaimKinds.Exists(
            "A6.4",
            "One helper should give all limits, and be able to say that nobody is attached.",
            "constraints(nobody) != constraints(unlimited)",
            VerdictKind.Proved,
            "nobody, and one device",
            CountThatTells),
    ];

    private static Found? BoundaryThatSizeDoesNotDivide(ClaimContext context) => (
        from pages in new ulong[] { 1, 2, 3, 4, 5, 6 }
        from count in new ulong[] { 1, 2, 3 }
        from size in new ulong[] { 1, 2, 3, 4 }
        from window in new ulong[] { 1, 2, 4 }
        where pages <= count * Math.Min(size, window)
        let scenario = Over(new Layout(0, [new PfnRun(0, pages)]), Device("d", count, size * Page, (window * Page) - 1))
        where context.IsUnsat(scenario)
        select new Found(
            $"{pages} pages from page 0, count {count}, segments of {size} pages, boundary at {window}: a window is cut into {size} and {window - size}",
            scenario)).FirstOrDefault();

    private static Found? NobodyOrUnlimited(ClaimContext context) =>
        context.Voters.Rules.All(rules => rules.Merge([]) == rules.Merge([ResolvedLimits.Unlimited])) ? new Found("both are unlimited") : null;

    private static Found? CountThatTells(ClaimContext context)
    {
        Scenario history = Over(Pages(0), Device("d")).Doing(new Operation.GetConstraints(), Attach("d"), new Operation.GetConstraints());
        ValueList<Constraints>[] told =
        [
            .. context.Voters.Rules.Select(rules => ValueList.Create<Constraints>(
                [.. Lifecycle.LifecycleTrace.Of(rules, history).Steps.Select(s => s.Result.Constraints).OfType<Constraints>()])),
        ];
        return told.All(t => t is [{ Attachments: 0 } before, { Attachments: 1 } after] && before.Limits == after.Limits)
            ? new Found("equal limits; the number of attachments, which comes with them, is 0 and 1", history)
            : null;
    }
}
