using System.Text.Json;
using DmabufVerify.Tests.Cli;
using DmabufVerify.Tests.Mutants.Proving;
using DmabufVerify.Tests.Mutants.Report;

namespace DmabufVerify.Tests.Mutants.Reviewing;

/// <summary>A project of one file on disk, and reports about it.</summary>
internal sealed class SampleProject(TempFolder folder)
{
    /// <summary>The file's path.</summary>
    public string Source => folder.In("Sample.cs");

    /// <summary>Writes the project.</summary>
    public void Write(string source)
    {
        folder.File("Directory.Build.props", "<Project><PropertyGroup><CheckForOverflowUnderflow>true</CheckForOverflowUnderflow></PropertyGroup></Project>");
        folder.File("Sample.csproj", "<Project Sdk=\"Microsoft.NET.Sdk\"></Project>");
        folder.File("Sample.cs", source);
    }

    /// <summary>A report in which these changes survived, as Stryker.NET writes it.</summary>
    public string Report(string source, params (string Part, string Replacement)[] survivors) => folder.File("report.json", JsonSerializer.Serialize(new
    {
        schemaVersion = "2",
        projectRoot = folder.Path,
        files = new Dictionary<string, object>
        {
            ["Sample.cs"] = new { language = "cs", source, mutants = survivors.Select((s, i) => ReportEntry.Of(Proofs.Mutant(source, s.Part, s.Replacement) with { Id = $"{i}" })) },
        },
    }));
}
