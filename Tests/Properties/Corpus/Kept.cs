using System.Text;
using DmabufVerify.Properties.Corpus;
using DmabufVerify.Properties.Laws;
using DmabufVerify.Vocabulary;
using DmabufVerify.Vocabulary.Catalogue;
using DmabufVerify.Vocabulary.Json;

namespace DmabufVerify.Tests.Properties.Corpus;

/// <summary>Hand-made kept cases.</summary>
internal static class Kept
{
    /// <summary>
    /// Two pages that a boundary parts: the specification with <c>spec.boundary-is-double</c> says one segment, which breaks the law; without, it holds.
    /// </summary>
    public static CorpusEntry Boundary { get; } = Of("Table.Fewest", "the number answered", 0);

    /// <summary>The same failure in a scenario that takes more characters to write.</summary>
    public static CorpusEntry LargerBoundary { get; } = Of("Table.Fewest", "the number answered", 0x123456);

    /// <summary>A case of any law over these two pages.</summary>
    public static CorpusEntry Of(string law, string conjunct, ulong pfn) => new(
        AllLaws.List.Single(l => l.Name == law),
        conjunct,
        CorpusStatus.Open,
        Some.Sharing([new(pfn, 2)], new Device("d0", new Limits { SegmentBoundaryMask = 0xfff, AddressMask = ulong.MaxValue })));

    public static ReadResult<CorpusEntry> Read(string text) => CorpusText.Read(Encoding.UTF8.GetBytes(text), DeviceCatalogue.Shipped.Limits);
}
