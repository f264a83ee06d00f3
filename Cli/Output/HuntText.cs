using DmabufVerify.Properties.Faults;
using DmabufVerify.Properties.Running;
using DmabufVerify.Published;

namespace DmabufVerify.Cli.Output;

/// <summary>Planted defects for people: what found each, after how many histories.</summary>
internal static class HuntText
{
    private static readonly Column[] Heads =
    [
        new("defect"), new("median", IsNumber: true), new("worst", IsNumber: true), new("shrunk to"), new("law and conjunct"),
        new("source"), new("file"),
    ];

    public static void Write(TextWriter output, IReadOnlyList<HuntRow> rows, HuntSettings settings, bool withNotes)
    {
        Columns.Write(output, Heads, [.. rows.Select(Row)]);
        output.WriteLine($"median and worst: histories until the first that shows it, over {settings.Seeds} seeds; a search gives up after {Words.Count(settings.MostCases)}");
        output.WriteLine($"shrunk, law and file are of the first seed that found it; replay a file: ./verify replay FILE --fault DEFECT");
        output.WriteLine($"seed {Words.Hex(settings.Seed)}");
        if (withNotes)
        {
            WriteNotes(output);
        }

        output.WriteLine();
        output.WriteLine(Summary(rows));
    }

    private static string[] Row(HuntRow row) =>
    [
        row.Hunt.Fault.Name,
        Cases(row.Hunt.Median),
        Cases(row.Hunt.Worst),
        row.Size,
        row.Hunt.Finding is { } finding ? $"{finding.Law.Name}: {finding.Violation.Conjunct}" : $"nothing in {Words.Count(row.Hunt.Cases)} histories",
        row.Hunt.Fault.Source,
        row.Path ?? "",
    ];

    private static string Cases(long? cases) => cases is { } found ? Words.Count(found) : "never";

    private static void WriteNotes(TextWriter output)
    {
        output.WriteLine();
        output.WriteLine("numbers of the thread's list without a switch");
        foreach (DefectNote note in DefectNotes.All.Where(note => note.WhyNoSwitch is not null))
        {
            output.WriteLine($"  {note.Number,-4} {note.WhyNoSwitch}");
        }
    }

    /// <summary>How many were found.</summary>
    public static string Summary(IReadOnlyList<HuntRow> rows)
    {
        HuntRow[] planted = [.. rows.Where(row => row.Hunt.Fault != PublishedFaults.None)];
        int found = planted.Count(row => row.IsAsItShouldBe);
        string summary = $"{found} of {planted.Length} defects found from every seed";
        return rows.FirstOrDefault(row => row.Hunt.Fault == PublishedFaults.None) is not { } none ? summary
            : none.IsAsItShouldBe ? $"{summary}; with none switched on nothing is found"
            : $"{summary}; BUT with none switched on something is found";
    }
}
