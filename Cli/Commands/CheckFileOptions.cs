using System.CommandLine;
using DmabufVerify.Cli.Output.Files;

namespace DmabufVerify.Cli.Commands;

/// <summary>The files that <c>check</c> writes for other programs.</summary>
internal sealed class CheckFileOptions
{
    private readonly Option<string?> _junit = new("--junit") { Description = "file for the result as JUnit XML, for CI", HelpName = "file" };

    private readonly Option<string?> _sarif = new("--sarif") { Description = "file for the findings as SARIF 2.1.0, for code scanning", HelpName = "file" };

    private readonly Option<string?> _cases = new("--cases-out")
    {
        Description = "file for every case under every law as JSON Lines, for Tyche; some 40 kB a scenario",
        HelpName = "file",
    };

    /// <summary>Makes them part of a command.</summary>
    public void AddTo(Command command)
    {
        command.Add(_junit);
        command.Add(_sarif);
        command.Add(_cases);
    }

    /// <summary>What was asked for.</summary>
    public CheckFiles Files(ParseResult parsed) => new(parsed.GetValue(_junit), parsed.GetValue(_sarif), parsed.GetValue(_cases));
}
