using DmabufVerify.Cli.Report;
using DmabufVerify.Properties.Explaining;
using DmabufVerify.Properties.Running;
using DmabufVerify.Vocabulary.Json;

namespace DmabufVerify.Cli.Output;

/// <summary>The files a run leaves behind: its report, and each finding's shrunk scenario ready to be replayed.</summary>
internal sealed class Details(string folder, string? fault)
{
    /// <summary>Where they are.</summary>
    public string Folder => folder;

    /// <summary>Where the whole report is.</summary>
    public string ReportPath => Path.Combine(folder, "report.json");

    /// <summary>Where the page for people is.</summary>
    public string PagePath => Path.Combine(folder, "report.html");

    /// <summary>Where a finding's shrunk scenario is.</summary>
    public string ScenarioPath(Finding finding) => PathOf(finding.Law.Name);

    /// <summary>The line that decides what is shown when nothing is broken.</summary>
    public string DecideLine => $"./verify decide {RealPath}";

    /// <summary>The line that shows a finding again.</summary>
    public string ReplayLine(Finding finding)
    {
        string plant = fault is null ? "" : $" --fault {fault}";
        return $"./verify replay {finding.File ?? PathOf(finding.Law.Name)} --law {finding.Law.Name}{plant}";
    }

    /// <summary>Writes everything; what went wrong, or <see langword="null"/>.</summary>
    /// <param name="report">What the run saw.</param>
    /// <param name="dossiers">Of its findings.</param>
    /// <param name="json">The same for programs.</param>
    /// <param name="real">What is shown when nothing is broken.</param>
    public string? Write(RunReport report, IReadOnlyList<Dossier> dossiers, string json, Decided? real) =>
        WriteScenarios(report, real)
            ?? OutputFile.TryWrite(ReportPath, json + "\n")
            ?? OutputFile.TryWrite(PagePath, HtmlReport.Text(ReportContents.Of(report, dossiers, real)));

    /// <summary>Writes the scenarios that lines of the report replay; what went wrong, or <see langword="null"/>.</summary>
    public string? WriteScenarios(RunReport report, Decided? real)
    {
        foreach (Finding finding in report.Findings.Where(finding => finding.File is null))
        {
            if (OutputFile.TryWrite(PathOf(finding.Law.Name), ScenarioWriter.Write(finding.Shrunk.Scenario)) is { } problem)
            {
                return problem;
            }
        }

        return real is null ? null : OutputFile.TryWrite(RealPath, ScenarioWriter.Write(real.Decision.Scenario));
    }

    private string RealPath => PathOf("real-finding");

    private string PathOf(string name) => Path.Combine(folder, $"{name}.json");
}
