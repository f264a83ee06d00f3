using System.Globalization;
using System.Text;
using System.Xml;
using DmabufVerify.Cli.Drawing;
using DmabufVerify.Properties.Coverage;
using DmabufVerify.Properties.Explaining;
using DmabufVerify.Properties.Running;

namespace DmabufVerify.Cli.Output.Files;

/// <summary>
/// A run as JUnit XML, which GitHub, GitLab and Jenkins read: a suite of laws and a suite of kinds of cases, since a run that starves one is no pass.
/// Keeps to what both schemas in use accept, Jenkins's and the stricter one of Ant's format.
/// </summary>
internal static class JUnitXml
{
    private const string Package = "dmabuf-verify";

    /// <summary>The document.</summary>
    /// <param name="report">What was seen.</param>
    /// <param name="dossiers">One for each finding.</param>
    public static string Text(RunReport report, IReadOnlyCollection<Dossier> dossiers)
    {
        using var bytes = new MemoryStream();
        var settings = new XmlWriterSettings { Encoding = new UTF8Encoding(false), Indent = true, NewLineChars = "\n" };
        using (var xml = XmlWriter.Create(bytes, settings))
        {
            xml.WriteStartElement("testsuites");
            Suite(xml, report, 0, "laws", report.Elapsed, [.. Laws(report, dossiers)]);
            Suite(xml, report, 1, "kinds of cases", TimeSpan.Zero, [.. report.Cells.Select(Of)]);
            xml.WriteEndElement();
        }

        return Encoding.UTF8.GetString(bytes.ToArray()) + "\n";
    }

    private static IEnumerable<TestCase> Laws(RunReport report, IReadOnlyCollection<Dossier> dossiers)
    {
        for (int law = 0; law < report.Tallies.Count; law++)
        {
            LawTally tally = report.Tallies[law];
            double share = law < report.TimeShares.Count ? report.TimeShares[law] : 0;
            Dossier? broken = dossiers.FirstOrDefault(dossier => dossier.Finding.Law == tally.Law);
            yield return new TestCase(
                "laws",
                tally.Law.Name,
                report.Elapsed * share,
                broken is null && tally.LookedAt == 0 ? Unseen(tally, report) : null,
                broken is null ? null : new Failure("counterexample", Sentence(broken.Finding), Whole(broken)));
        }
    }

    private static TestCase Of(CellShare share) => new(
        share.Cell is LifecycleCell ? "histories" : "questions",
        share.Cell.Name,
        TimeSpan.Zero,
        share.Total < CellShare.LeastTotal
            ? $"{Words.Count(share.Total)} cases are too few to say; it takes {Words.Count(CellShare.LeastTotal)}"
            : null,
        share.IsStarved ? new Failure("starved", Starved(share), $"{Starved(share)}: a pass of the laws would mean little") : null);

    private static string Starved(CellShare share) => string.Create(
        CultureInfo.InvariantCulture,
        $"starved: {share.Cases} of {share.Total} cases, {share.PerMille / 10:f2} %, at least {share.Cell.LeastPerMille / 10:f2} % are wanted");

    /// <summary>Why a law was never looked at.</summary>
    internal static string Unseen(LawTally tally, RunReport report) =>
        report.Scenarios == 0 ? "no scenario was drawn"
        : tally.Unknown > 0 ? $"a voter said unknown in all {Words.Count(tally.Unknown)} cases that it speaks of"
        : tally.NotApplicable > 0 ? $"it speaks of none of the {Words.Count(tally.NotApplicable)} cases drawn"
        : tally.Law.NeedsSecondSolver ? "it needs cvc5 beside Z3"
        : "it needs Z3, which did not vote";

    private static string Sentence(Finding finding) =>
        $"{finding.Violation.Conjunct}: expected {finding.Violation.Expected}, actual {finding.Violation.Actual}";

    private static string Whole(Dossier dossier)
    {
        using var text = new StringWriter { NewLine = "\n" };
        FindingText.Write(text, dossier, DrawingStyle.Plain);
        return text.ToString().Trim('\n') + "\n";
    }

    private static void Suite(XmlWriter xml, RunReport report, int id, string name, TimeSpan time, TestCase[] cases)
    {
        xml.WriteStartElement("testsuite");
        Attribute(xml, "name", name);
        Attribute(xml, "package", Package);
        Attribute(xml, "id", $"{id}");
        Attribute(xml, "timestamp", (DateTime.UtcNow - report.Elapsed).ToString("yyyy-MM-ddTHH:mm:ss", CultureInfo.InvariantCulture));
        Attribute(xml, "hostname", "localhost");
        Attribute(xml, "tests", $"{cases.Length}");
        Attribute(xml, "failures", $"{cases.Count(c => c.Failure is not null)}");
        Attribute(xml, "errors", "0");
        Attribute(xml, "skipped", $"{cases.Count(c => c.Skipped is not null)}");
        Attribute(xml, "time", Seconds(time));
        xml.WriteStartElement("properties");
        foreach ((string property, string value) in Properties(report))
        {
            xml.WriteStartElement("property");
            Attribute(xml, "name", property);
            Attribute(xml, "value", value);
            xml.WriteEndElement();
        }

        xml.WriteEndElement();
        foreach (TestCase testCase in cases)
        {
            Write(xml, testCase);
        }

        // The stricter schema wants both, even when there is nothing to say.
        xml.WriteElementString("system-out", "");
        xml.WriteElementString("system-err", "");
        xml.WriteEndElement();
    }

    private static IEnumerable<(string Name, string Value)> Properties(RunReport report) =>
    [
        ("seed", Words.Hex(report.Settings.Seed)),
        ("scenarios", $"{report.Scenarios}"),
        ("scenarios with solver", $"{report.SolverScenarios}"),
        ("verdict", CheckVerdict.Of(report).Word),
        ("interrupted", report.Interrupted ? "true" : "false"),
        .. Provenance.Lines(),
    ];

    private static void Write(XmlWriter xml, TestCase testCase)
    {
        xml.WriteStartElement("testcase");
        Attribute(xml, "name", testCase.Name);
        Attribute(xml, "classname", $"{Package}.{testCase.Class}");
        Attribute(xml, "time", Seconds(testCase.Time));
        if (testCase.Skipped is { } reason)
        {
            xml.WriteStartElement("skipped");
            Attribute(xml, "message", reason);
            xml.WriteEndElement();
        }

        if (testCase.Failure is { } failure)
        {
            xml.WriteStartElement("failure");
            Attribute(xml, "message", failure.Message);
            Attribute(xml, "type", failure.Type);
            xml.WriteString(LegalXml.Text(failure.Text));
            xml.WriteEndElement();
        }

        xml.WriteEndElement();
    }

    private static void Attribute(XmlWriter xml, string name, string value) => xml.WriteAttributeString(name, LegalXml.Text(value));

    private static string Seconds(TimeSpan time) => time.TotalSeconds.ToString("f3", CultureInfo.InvariantCulture);

    private sealed record TestCase(string Class, string Name, TimeSpan Time, string? Skipped, Failure? Failure);

    private sealed record Failure(string Type, string Message, string Text);
}
