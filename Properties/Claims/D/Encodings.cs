using DmabufVerify.Properties.Claims.Evidence;
using DmabufVerify.Properties.Laws.Merge;
using DmabufVerify.Properties.Laws.StoredConstraints;
using DmabufVerify.Vocabulary;
using static DmabufVerify.Properties.Claims.Evidence.Tiny;

namespace DmabufVerify.Properties.Claims.D;

/// <summary>Version 3 of the patches: what is stored, what zero and all ones mean, what is recomputed.</summary>
internal static class Encodings
{
    public static IEnumerable<Claim> Claims { get; } =
    [
        ClaimKinds.ForAll(
            "D1.1",
            "A count of 0 means unlimited, as INT_MAX does.",
            "count = 0 in the driver => it takes any number of segments, for every catalogue device",
            VerdictKind.Refuted,
            "all catalogue devices",
            ZeroThatMeansOne),
        ClaimKinds.Exists(
            "D1.2",
            "The setter accepts any value, zero included.",
            "there is d: changeLimits(d, count = 0) succeeds; but attach(d) then is EINVAL",
            VerdictKind.Proved,
            "one device",
            SetterThatAcceptsZero),
        ClaimKinds.ForAll(
            "D2.1",
            "Count, size and boundary say what has to be said; the masks are dropped.",
            "sat(b, count, size, boundary) => sat(b, L), for all L",
            VerdictKind.Refuted,
            "buffers of one page",
            context => OutOfReach(context)),
        ClaimKinds.ForAll(
            "D2.2",
            "UINT_MAX as a segment size is unlimited.",
            "sat(b, size = UINT_MAX) <=> sat(b, size unlimited), for all b",
            VerdictKind.Refuted,
            "contiguous buffers around 4 GiB",
            LongerThanUnsignedInt),
        ClaimKinds.ByLaw("D2.4", "After a detach the constraints are recomputed from those who remain.", MergeDetachEqualsNeverAttached.Law),
        ClaimKinds.ByLaw("D2.5", "One call gives the constraints accumulated so far, another computes them anew as a cross-check.", ConstraintsStoredEqualsRecomputed.Law),
        ClaimKinds.NotCheckable("D2.6", "debugfs prints count, size and boundary of each buffer.", "the format of a kernel's debug file"),
        ClaimKinds.ByLaw(
            "D2.7", "A recalculation cannot fail, unless a device changed its parameters after it attached, and such a change is checked here.", ConstraintsRecalcRepairs.Law),
        ClaimKinds.NotCheckable("D3.1", "Without the count one cannot even start on real buffer sharing.", "praise for a patch"),
        ClaimKinds.NotCheckable("D4.1", "Maxima should be named constants, not casts of -1.", "a matter of coding style"),
    ];

    private static Found? ZeroThatMeansOne(ClaimContext context)
    {
        Device dwc2 = Real.Entries.First(e => e.Name == "dwc2").ToDevice("dwc2");
        Scenario scattered = Over(Pages(0, 2), dwc2);
        return context.IsUnsat(scattered) && context.IsSat(Over(Pages(0), dwc2))
            ? new Found("dwc2 says 0 for \"no scatter-gather\" (data/devices.json): it takes one segment, not any number", scattered)
            : null;
    }

    private static Found? SetterThatAcceptsZero(ClaimContext context)
    {
        Scenario history = Over(Pages(0), Device("d")).Doing(new Operation.ChangeLimits("d", new Limits { MaxSegmentCount = 0 }), Attach("d"));
        return context.Errnos(history) == [Errno.Ok, Errno.Ok, Errno.Einval] ? new Found("nothing is checked until attach", history) : null;
    }

    internal static Found? OutOfReach(ClaimContext context)
    {
        Scenario above = Over(Pages(1), Device("d", reach: Page - 1));
        return context.IsUnsat(above) && context.IsSat(above.With(Device("d")))
            ? new Found("one page, one segment, and the device does not reach it", above)
            : null;
    }

    private static Found? LongerThanUnsignedInt(ClaimContext context)
    {
        Scenario Buffer(ulong bytes) => new()
        {
            BufferSizeBytes = bytes,
            Layout = new Layout(0, [new PfnRun(0, PageSize.FourKiB.PagesFor(bytes))]),
            Devices = [Device("d", count: 1, size: uint.MaxValue)],
        };

        // More pages than the specification walks: the engine answers.
        bool Fits(ulong bytes) => Deciding.Oracles.Verdict(context.Voters.Optimised, Buffer(bytes)) == Verdict.Sat;
        const ulong most = uint.MaxValue - (Page - 1);
        return Fits(most) && !Fits(most + 1)
            ? new Found("4 GiB - 4095 bytes in one piece: a segment holds 4 GiB - 4096, as whole pages count", Buffer(most + 1))
            : null;
    }
}
