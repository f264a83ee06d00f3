using DmabufVerify.Spec;
using DmabufVerify.Vocabulary;

namespace DmabufVerify.Properties.Laws.Iommu;

/// <summary>Joining loses and invents no byte, never makes more segments than there were runs, and keeps addresses ascending.</summary>
internal static class IommuJoinKeepsBytes
{
    private const int MostEntries = 4096;

    public static Law Law { get; } = new(
        "Iommu.JoinKeepsBytes", "sum |join(r)| = |b|; |join(r)| <= |r|", NeedsSolver: false, Check);

    private static LawResult Check(Case c) => LawResult.Worst(
        c.Question.Parts.OfType<IommuQuestion>().Select(q => KernelJoin.MostEntries(q.Buffer) > MostEntries
            ? LawResult.NotApplicable
            : LawResult.Worst(c.Voters.Rules.Select(rules => CheckJoined(q, rules)))));

    private static LawResult CheckJoined(IommuQuestion q, IRules rules)
    {
        SegmentTable table = rules.JoinedTable(q.Buffer, q.Judge.Limits, q.GranuleBytes, MostEntries);
        if (table.TotalBytes != q.Buffer.SizeBytes)
        {
            return LawResult.Violated("bytes", $"{q.Buffer.SizeBytes}", $"{table.TotalBytes}", rules.Name);
        }

        if ((ulong)table.Segments.Count > KernelJoin.MostEntries(q.Buffer))
        {
            return LawResult.Violated(
                "number", $"at most {KernelJoin.MostEntries(q.Buffer)}", $"{table.Segments.Count}", rules.Name);
        }

        bool ascending = table.Segments.Zip(table.Segments.Skip(1)).All(pair => pair.First.LastByte < pair.Second.AddressBytes);
        return ascending ? LawResult.Holds : LawResult.Violated("order", "ascending addresses", "not ascending", rules.Name);
    }
}
