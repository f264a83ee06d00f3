using System.Collections.Immutable;
using static DmabufVerify.Published.PublishedVersion;

namespace DmabufVerify.Published;

/// <summary>What was wrong in the version of January 2015 that the long discussion was about.</summary>
internal static class NotesOfRfcV3
{
    private const string InThePatch = "can be read in the patch";

    public static ImmutableArray<DefectNote> Notes { get; } =
    [
        Note(
            Defect.F1,
            "An attach whose constraints do not fit returns a null pointer, which callers take for success. It should return EINVAL.",
            "R. Clark, 2015-01-29"),
        Note(
            Defect.F2,
            "The way out of such an attach passes by the kfree of the attachment object. It should be freed.",
            InThePatch),
        Note(
            Defect.F3,
            "Where the exporter's attach hook refuses, the newcomer's limits are stored already, and stay until the next detach. A "
            + "failed attach should leave everything as it was.",
            InThePatch),
        Note(
            Defect.F4,
            "Reading the constraints takes the lock that the core holds around the hooks, so a hook that reads them waits for ever. "
            + "Hooks are where an exporter is meant to decide, so they should be able to read.",
            InThePatch),
        Note(
            Defect.F5,
            "The newcomer enters the list after the attach hook, so a recalculation inside it differs from what is stored. Both should "
            + "count the newcomer. Seen only without F4.",
            InThePatch),
        Note(
            Defect.F6,
            "The leaver is off the list when the detach hook runs, and the recalculation comes after it, so what is stored still has the "
            + "leaver. Neither should. Seen only without F4.",
            InThePatch),
        Note(
            Defect.F7,
            "Setters let an attached device's field become zero; at the next detach the recalculation fails, its result is dropped, and the "
            + "old constraints stay. Such a change should be refused, or the failure told.",
            InThePatch),
        Note(
            Defect.F8,
            "Attach looks for zero fields only. Nothing is compared with the buffer's size, so that two devices get in which no table can "
            + "serve: 64 KiB segments for one, one segment for the other, a buffer of 1 MiB. The second should be refused.",
            "R. King, 2015-01-29; R. Clark, 2015-01-29"),
        Note(
            Defect.F9,
            "Count times size is compared with the buffer as if a boundary did not make segments shorter still.",
            InThePatch),
        Note(
            Defect.F10,
            "Both numbers are unsigned int: 65536 segments of 65536 bytes are 0 bytes, and a device that holds the buffer is refused. The "
            + "product should be taken in 64 bits, or saturate.",
            InThePatch),
        Note(
            Defect.F11,
            "Boundary masks are merged by AND, which means something for 2^n - 1 only, and nobody checks that form. Other masks should be "
            + "refused.",
            InThePatch),
        Note(
            Defect.F12,
            "A segment size or a boundary of less than a page is accepted, though no table of pages can honour it. It should be refused, as "
            + "the block layer does.",
            InThePatch),
        Note(
            Defect.F13,
            "A device that declares nothing counts with 64 KiB and 4 GiB as if it had asked for them. Unknown should not be mistaken for a "
            + "limit, and a conflict should say that nobody declared it.",
            InThePatch),
        Note(
            Defect.F14,
            "On the 3.19 base the getters of size and boundary return zero where dma_parms exists for the sake of another field, and "
            + "attach refuses. Zero should be read as unset.",
            "R. Murphy, 2015-01-21"),
        Note(
            Defect.F15,
            "A device with tighter limits attaches while another has the buffer mapped, and nothing looks at the storage or at the live "
            + "table. It should be served by a table of its own, or the storage should move, or the answer should be EBUSY.",
            "R. King, 2015-01-29, 2015-02-11, 2015-06-03; R. Clark, 2015-01-29"),
        Note(
            Defect.F16,
            "An exporter caches its first table and hands it out again whatever the constraints are by then. It should be made anew.",
            "R. King, 2015-01-29"),
        Note(
            Defect.F17,
            "Nothing checks a table against the limits of the importer that gets it, neither when it is made nor when it is mapped.",
            InThePatch),
        Note(
            Defect.F18,
            "An exporter that reads the constraints early allocates by them, though others have attached since. Storage should serve "
            + "everybody who is attached when it comes into being.",
            InThePatch),
        Note(
            Defect.F19,
            "Parameters are sampled at attach: what an attached device changes later is not seen until somebody detaches.",
            InThePatch),
        Note(
            Defect.F20,
            "An unlimited count is UINT_MAX before the first attach and INT_MAX after it. One meaning should have one encoding.",
            "M. Lankhorst, 2015-01-29, asked for named constants"),
        Note(
            Defect.F21,
            "A count of 0 silently means unlimited, as INT_MAX does. It should be refused.",
            InThePatch),
        Note(
            Defect.F22,
            "A recalculation returns its result and neither compares nor stores it, so there is no way back from constraints that went wrong.",
            InThePatch,
            companion: Defect.F3),
        Note(
            Defect.F23,
            "There is no constraint for reach or struct page, and the segments of a device behind an IOMMU, counted after mapping, are "
            + "mixed with physical ones. Such devices should be left out of the merge.",
            "R. King, 2015-02-02, 2015-06-03; H. Verkuil, 2015-06-03"),
        Note(
            Defect.F24,
            "Constraints of a buffer to which nobody is attached look like those of unlimited devices. They should say how many there are.",
            "T. Stanislawski, 2012-08-06"),
        new(
            "F25",
            V3,
            "A device that attaches twice must not be forgotten at its first detach.",
            InThePatch,
            Switch: null,
            WhyNoSwitch: "Not a defect: the recalculation at detach still finds the other attachment."),
        Note(
            Defect.F26,
            "The message of a refusal does not say which field failed. It should name the limits and whose they are.",
            InThePatch),
    ];

    private static DefectNote Note(Defect defect, string what, string source, Defect? companion = null) =>
        new(defect.ToString(), V3, what, source, defect, companion);
}
