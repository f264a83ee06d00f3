using System.Collections.Immutable;

namespace DmabufVerify.Published;

/// <summary>A version of the patches as it was posted.</summary>
/// <param name="Name">As the thread calls it.</param>
/// <param name="Posted">Day of the mails.</param>
/// <param name="Defects">What was wrong with it, as far as this model can show it.</param>
public sealed record PublishedVersion(string Name, DateOnly Posted, Defects Defects)
{
    internal const string V2012 = "2012";
    internal const string V1 = "v1";
    internal const string V2 = "RFCv2";
    internal const string V3 = "RFCv3";

    private static readonly Defects OfRfcV3 = Defects.Of(
        [.. Defects.All.Members.Where(defect => defect <= Defect.F26)]);

    /// <summary>The earliest first.</summary>
    /// <remarks>
    /// What the others share with the last one: the helpers of 2012 answer questions and nobody checks the answers, so nothing is
    /// compared with the buffer, its storage or its tables (F8, F15, F17); boundaries are merged by AND (F11), zero is unlimited (F21), masks are
    /// missing (F23), and nobody attached looks like nobody limited (F24). In v1 only a mask of zero is refused (F8), and all must have
    /// attached before the first map (F15). RFCv2 has all of the last one but what came with its own getters (F13, F14).
    /// </remarks>
    public static ImmutableArray<PublishedVersion> All { get; } =
    [
        new(V2012, new(2012, 7, 19), Defects.Of(
            Defect.F8, Defect.F11, Defect.F15, Defect.F17, Defect.F21, Defect.F23, Defect.F24, Defect.I1, Defect.I2, Defect.I3)),
        new(V1, new(2014, 10, 11), Defects.Of(Defect.F8, Defect.F15, Defect.H1, Defect.H2, Defect.H3)),
        new(V2, new(2015, 1, 21), Defects.Of(
            [.. OfRfcV3.Without(Defect.F13).Without(Defect.F14).Members, Defect.G1, Defect.G2, Defect.G3])),
        new(V3, new(2015, 1, 27), OfRfcV3),
    ];

    /// <summary>The version of this name, or <see langword="null"/>.</summary>
    public static PublishedVersion? Named(string name) => All.FirstOrDefault(version => version.Name == name);
}
