using System.Collections.Immutable;
using static DmabufVerify.Published.PublishedVersion;

namespace DmabufVerify.Published;

/// <summary>What was wrong in the versions before the last one.</summary>
internal static class NotesOfEarlier
{
    private const string InThePatch = "can be read in the patch";

    public static ImmutableArray<DefectNote> Notes { get; } =
    [
        Note(
            Defect.G1,
            V2,
            "The getter of the count returns the field wherever dma_parms exists, zero included, so that every device that set another field "
            + "only is refused. Zero should be read as unset.",
            "R. Murphy, 2015-01-21"),
        Note(
            Defect.G2,
            V2,
            "The boundary of a buffer starts as (unsigned int)-1: on a 64-bit machine a boundary of 4 GiB that nobody asked for. Seen as I2 is.",
            InThePatch),
        Note(
            Defect.G3,
            V2,
            "DMA masks are merged by AND. 0xdfffffff and 0x7fffffff give 0x5fffffff, though both devices reach 0x7fffffff: a mask is an "
            + "upper bound, and the smaller one should win.",
            "R. King, 2015-01-21"),
        new(
            "G4",
            V2,
            "Coherent masks are merged like streaming ones, though they are about allocations of another kind.",
            "S. Semwal, 2015-01-21, in doubt himself",
            Switch: null,
            WhyNoSwitch: "The model has no coherent mask: a device's only reach is that of streaming mappings."),
        Note(
            Defect.H1,
            V1,
            "dma_parms is followed without a test, so that a device that has none brings the kernel down.",
            InThePatch),
        Note(
            Defect.H2,
            V1,
            "The newcomer's mask is merged into the buffer's before the test for zero, so one refused attach makes every later one fail.",
            InThePatch),
        Note(
            Defect.H3,
            V1,
            "Detach computes nothing, so that constraints only ever tighten. They should be those of who is left.",
            InThePatch),
        new(
            "H4",
            V1,
            "The function that returns a physical address locks its mutex a second time where it should unlock it.",
            "in the patch as L. Abbott quotes it, 2014-10-13",
            Switch: null,
            WhyNoSwitch: "The model has no operation that returns a physical address: a table with one segment is what contiguous means."),
        Note(
            Defect.I1,
            V2012,
            "0 is unlimited and the smaller count wins, so that one device without a limit makes a device that needs contiguous memory unheard.",
            "T. Stanislawski, 2012-08-06"),
        Note(
            Defect.I2,
            V2012,
            "The boundary is accumulated in an unsigned int, which drops the upper half of a longer mask.",
            InThePatch),
        Note(
            Defect.I3,
            V2012,
            "For a buffer that does not exist the helpers return 0, which means unlimited. They should return an error.",
            "T. Stanislawski, 2012-08-06"),
    ];

    private static DefectNote Note(Defect defect, string version, string what, string source) =>
        new(defect.ToString(), version, what, source, defect);
}
