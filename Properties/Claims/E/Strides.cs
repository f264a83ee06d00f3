using DmabufVerify.Properties.Claims.Evidence;
using DmabufVerify.Vocabulary;

namespace DmabufVerify.Properties.Claims.E;

/// <summary>
/// How many segments a frame has whose lines are apart: a line of w bytes at byte o takes the pages from o to o + w - 1, and the lines are
/// bytesperline apart.
/// </summary>
internal static class Strides
{
    private const ulong Page = 4096;

    private static readonly Term.Variable BytesPerLine = Say.Var("bytesperline", least: 2, bits: 20);
    private static readonly Term.Variable Width = Say.Var("width", least: 1, bits: 20);
    private static readonly Term.Variable Start = Say.Var("start", bits: 40);

    public static IEnumerable<Claim> Claims { get; } =
    [
        ClaimKinds.ByProof(
            "E3.1a",
            "A frame whose lines are apart has at most height x ceil(bytesperline / PAGE_SIZE) segments.",
            "pages(0, w) + pages(bytesperline, w) <= 2 x ceil(bytesperline / P), w < bytesperline: two lines, the first on a page's first byte",
            VerdictKind.Refuted,
            "lines of up to 1 MiB",
            new Conjecture(
                [BytesPerLine, Width],
                WidthBits: null,
                Width.Below(BytesPerLine),
                Pages(Say.Number(0)).Plus(Pages(BytesPerLine)).AtMost(BytesPerLine.CeilOver(Page).Times(Say.Number(2))))),
        ClaimKinds.ByProof(
            "E3.1b",
            "The same where every line starts with a page.",
            "pages(k x P, w) <= ceil(bytesperline / P), w < bytesperline",
            VerdictKind.Proved,
            "lines of up to 1 MiB on any of 2^40 pages",
            new Conjecture(
                [BytesPerLine, Width, Start],
                WidthBits: null,
                Width.Below(BytesPerLine),
                Pages(Start.Times(Say.Number(Page))).AtMost(BytesPerLine.CeilOver(Page)))),
        ClaimKinds.ByProof(
            "E3.1c",
            "The bound that holds for lines anywhere is height x (ceil((width - 1) / PAGE_SIZE) + 1): two for a line of up to a page, as he says in words.",
            "pages(o, w) <= ceil((w - 1) / P) + 1",
            VerdictKind.Proved,
            "lines of up to 1 MiB at any byte of 2^40",
            new Conjecture(
                [Width, Start],
                WidthBits: null,
                Say.All(),
                Pages(Start).AtMost(Width.Minus(Say.Number(1)).CeilOver(Page).Plus(Say.Number(1))))),
    ];

    private static Term Pages(Term start) =>
        start.Plus(Width).Minus(Say.Number(1)).Over(Page).Minus(start.Over(Page)).Plus(Say.Number(1));
}
