using System.Text.Json;
using DmabufVerify.Mutants.Report;
using DmabufVerify.Tests.Cli;
using DmabufVerify.Tests.Mutants.Proving;

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
            ["Sample.cs"] = new { language = "cs", source, mutants = survivors.Select((s, i) => Entry(Proofs.Mutant(source, s.Part, s.Replacement), i)) },
        },
    }));

    private static object Entry(Mutant mutant, int id) => new
    {
        id = $"{id}",
        mutatorName = mutant.MutatorName,
        replacement = mutant.Replacement,
        status = "Survived",
        location = new
        {
            start = new { line = mutant.Location.Start.Line, column = mutant.Location.Start.Column },
            end = new { line = mutant.Location.End.Line, column = mutant.Location.End.Column },
        },
    };
}
