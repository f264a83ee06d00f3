using DmabufVerify.Properties.Coverage;
using DmabufVerify.Properties.Running;
using Spectre.Console;

namespace DmabufVerify.Cli.Output;

/// <summary>A run for people: laws, cells, findings.</summary>
internal static class CheckText
{
    public static void Write(IAnsiConsole console, RunReport report)
    {
        Table laws = new Table().Border(TableBorder.Simple)
            .AddColumn("law")
            .AddColumn(new TableColumn("held").RightAligned())
            .AddColumn(new TableColumn("open").RightAligned())
            .AddColumn("verdict");
        foreach (LawTally tally in report.Tallies)
        {
            laws.AddRow(
                tally.Law.Name,
                Words.Count(tally.Held),
                tally.Unknown == 0 ? "" : Words.Count(tally.Unknown),
                CheckVerdict.Of(tally));
        }

        console.Write(laws);
        console.WriteLine("held: cases the law speaks of and in which it holds; open: a voter said unknown");
        console.Write(Cells(report));
        WriteTotals(console, report);
    }

    private static Table Cells(RunReport report)
    {
        Table cells = new Table().Border(TableBorder.Simple)
            .AddColumn("kind of case")
            .AddColumn(new TableColumn("cases").RightAligned())
            .AddColumn(new TableColumn("share").RightAligned())
            .AddColumn(new TableColumn("at least").RightAligned())
            .AddColumn("");
        foreach (CellShare share in report.Cells)
        {
            cells.AddRow(
                share.Cell.Name,
                Words.Count(share.Cases),
                $"{share.PerMille / 10:f2} %",
                $"{share.Cell.LeastPerMille / 10:f2} %",
                share.IsStarved ? "STARVED" : "");
        }

        return cells;
    }

    private static void WriteTotals(IAnsiConsole console, RunReport report)
    {
        double seconds = Math.Max(report.Elapsed.TotalSeconds, 0.001);
        double solverShare = report.Scenarios == 0 ? 0 : 100.0 * report.SolverScenarios / report.Scenarios;
        long lawCases = report.Tallies.Sum(t => t.LookedAt);
        console.WriteLine(
            $"{Words.Count(report.Scenarios)} scenarios, {Words.Count(lawCases)} law cases in {seconds:f1} s "
            + $"on {report.Settings.Workers} worker{(report.Settings.Workers == 1 ? "" : "s")} "
            + $"({Words.Count((long)(lawCases / seconds))} law cases a second); "
            + $"the solver voted on {Words.Count(report.SolverScenarios)} scenarios ({solverShare:f1} %)");
        console.WriteLine($"seed {Words.Hex(report.Settings.Seed)}; {report.Settings.Generator}");
        console.WriteLine(string.Join("; ", Provenance.Lines().Select(p => $"{p.Name} {p.Value}")));
        if (report.Interrupted)
        {
            console.WriteLine("interrupted: this is what was seen until then");
        }
    }
}
