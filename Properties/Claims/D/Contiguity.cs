using DmabufVerify.Properties.Claims.Evidence;
using DmabufVerify.Vocabulary;
using DmabufVerify.Vocabulary.Catalogue;
using static DmabufVerify.Properties.Claims.Evidence.Tiny;

namespace DmabufVerify.Properties.Claims.D;

/// <summary>Whether "contiguous or not" is all there is to say.</summary>
internal static class Contiguity
{
    public static IEnumerable<Claim> Claims { get; } =
    [
        ClaimKinds.ForAll(
            "D11.1",
            "A flag, contiguous or scattered, says enough.",
            "d takes scattered memory => sat(b, d), for all b",
            VerdictKind.Refuted,
            "one device over up to three pages apart",
            MoreThanOneAndNotAny),
        ClaimKinds.ForAll(
            "D11.2",
            "GPUs mostly cope with scattered memory; displays and capture mostly need one piece.",
            "of the entries where it is established, most GPUs do not need one piece, most displays and video devices do",
            VerdictKind.Proved,
            $"the catalogue: {InOnePiece("drm-gpu")} GPUs, {InOnePiece("drm-display", "v4l2")} displays and video devices need one piece",
            _ => IsMost("drm-gpu", false) && IsMost("drm-display", true) && IsMost("v4l2", true) ? null : new Found("a majority is otherwise")),
        ClaimKinds.ForAll(
            "D35.1",
            "The patches work for the two typical cases only: one piece, and no constraint.",
            "1 < count < unlimited => the union's answer is wrong",
            VerdictKind.Refuted,
            "one device with two segments",
            ThirdCase),
        ClaimKinds.NotCheckable("D36.1", "By that admission the work is half-baked.", "a judgement on a patch; whether a flag would do is D11.1"),
        ClaimKinds.NotCheckable("D40.1a", "Flags have limits too.", "said without a case; D11.1 and D41.1 are such cases"),
        ClaimKinds.ForAll(
            "D41.1",
            "Two flags say enough: contiguous only, and needs struct page.",
            "b in one piece with struct page => sat(b, d), for every d of whatever flags",
            VerdictKind.Refuted,
            "one device over one page",
            Encodings.OutOfReach),
        ClaimKinds.Exists(
            "D41.2a",
            "To describe limits in detail risks constraints that nothing can satisfy.",
            "there are limits, each legal, with a capacity below the buffer",
            VerdictKind.Proved,
            "two devices over two pages",
            context => CountTimesSize.EachAlone(context, refusedByProduct: true)),
        ClaimKinds.NotCheckable("D41.2b", "To be unable to describe them is a good thing.", "an opinion on interfaces"),
    ];

    internal static Found? MoreThanOneAndNotAny(ClaimContext context)
    {
        Device device = Device("d", count: 2);
        Scenario three = Over(Pages(0, 2, 4), device);
        return context.IsSat(Over(Pages(0, 2), device)) && context.IsUnsat(three)
            ? new Found("a device of two segments takes two pages apart, and not three", three)
            : null;
    }

    private static Found? ThirdCase(ClaimContext context)
    {
        Scenario two = Over(Pages(0, 2), Device("d", count: 2), Device("e"));
        Scenario three = Over(Pages(0, 2, 4), Device("d", count: 2), Device("e"));
        return context.IsSat(two) && context.IsUnsat(three) ? new Found("two segments allowed: the merged limits let two runs in and keep three out", three) : null;
    }

    private static IEnumerable<CatalogueEntry> Established(params ReadOnlySpan<string> subsystems)
    {
        string[] wanted = subsystems.ToArray();
        return Real.Entries.Where(e => wanted.Contains(e.Subsystem) && e.NeedsContiguous is not null);
    }

    private static bool IsMost(string subsystem, bool needs) =>
        2 * Established(subsystem).Count(e => e.NeedsContiguous == needs) > Established(subsystem).Count();

    private static string InOnePiece(params ReadOnlySpan<string> subsystems) =>
        $"{Established(subsystems).Count(e => e.NeedsContiguous == true)} of {Established(subsystems).Count()}";
}
