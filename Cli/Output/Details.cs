using DmabufVerify.Properties.Running;
using DmabufVerify.Vocabulary;
using DmabufVerify.Vocabulary.Json;

namespace DmabufVerify.Cli.Output;

/// <summary>The files a run leaves behind: its report, and each finding's shrunk scenario ready to be replayed.</summary>
internal sealed class Details(string folder, string? fault)
{
    /// <summary>Where they are.</summary>
    public string Folder => folder;

    /// <summary>Where the whole report is.</summary>
    public string ReportPath => Path.Combine(folder, "report.json");

    /// <summary>Where a finding's shrunk scenario is.</summary>
    public string ScenarioPath(Finding finding) => PathOf(finding.Law.Name);

    /// <summary>The line that shows a finding again.</summary>
    public string ReplayLine(Finding finding)
    {
        string plant = fault is null ? "" : $" --fault {fault}";
        return $"./verify replay {finding.File ?? PathOf(finding.Law.Name)} --law {finding.Law.Name}{plant}";
    }

    /// <summary>Writes everything; what went wrong, or <see langword="null"/>.</summary>
    public string? Write(RunReport report, string json)
    {
        foreach (Finding finding in report.Findings.Where(finding => finding.File is null))
        {
            if (OutputFile.TryWrite(PathOf(finding.Law.Name), ScenarioWriter.Write(finding.Shrunk.Scenario)) is { } problem)
            {
                return problem;
            }
        }

        return OutputFile.TryWrite(ReportPath, json + "\n");
    }

    /// <summary>Keeps a scenario and gives its path.</summary>
    public string Keep(string name, Scenario scenario)
    {
        string path = PathOf(name);
        return OutputFile.TryWrite(path, ScenarioWriter.Write(scenario)) ?? path;
    }

    private string PathOf(string name) => Path.Combine(folder, $"{name}.json");
}
