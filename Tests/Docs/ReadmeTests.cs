using System.Text.RegularExpressions;
using DmabufVerify.Cli.Inputs;
using DmabufVerify.Cli.Output;
using DmabufVerify.Properties.Deciding;
using DmabufVerify.Properties.Explaining;
using DmabufVerify.Tests.Properties;
using DmabufVerify.Tests.Vocabulary;

namespace DmabufVerify.Tests.Docs;

/// <summary>What README shows is what the tool prints.</summary>
public sealed partial class ReadmeTests
{
    [Fact]
    public void Real_finding_is_the_output_of_its_command()
    {
        var decision = Decision.Of(
            ScenarioInput.Read(RepoFiles.Path("data/examples/capture-to-display.json")).Value!, TestVoters.Three, maxSegments: 0);
        using var writer = new StringWriter();

        DecisionText.Write(
            writer,
            decision,
            "solver",
            TimeSpan.Zero,
            LayoutDrawing.Of(decision, TestVoters.Two.Optimised),
            free: FreeFields.Of(decision, TestVoters.Two));

        string readme = File.ReadAllText(RepoFiles.Path("README.md"));
        Assert.Contains(WithoutSolver(writer.ToString()), WithoutSolver(readme), StringComparison.Ordinal);
    }

    /// <summary>Version and time of the solver differ from run to run.</summary>
    private static string WithoutSolver(string text) => SolverAndTime().Replace(text, "").TrimEnd();

    [GeneratedRegex(@"\(\S+, \d+ ms\)")]
    private static partial Regex SolverAndTime();
}
