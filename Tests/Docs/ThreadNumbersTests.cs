using System.Text.RegularExpressions;
using DmabufVerify.Tests.Vocabulary;

namespace DmabufVerify.Tests.Docs;

/// <summary>Every number of the thread that the code cites is explained in docs/thread.md.</summary>
public sealed partial class ThreadNumbersTests
{
    [Fact]
    public void Cited_numbers_are_explained()
    {
        string page = File.ReadAllText(RepoFiles.Path("docs/thread.md"));
        string[] folders = ["Model", "Properties", "Solver", "Cli", "Bench"];
        string[] cited =
        [
            .. folders
                .SelectMany(folder => Directory.EnumerateFiles(RepoFiles.Path(folder), "*.cs", SearchOption.AllDirectories))
                .SelectMany(file => Citation().Matches(File.ReadAllText(file)))
                .SelectMany(citation => Number().Matches(citation.Value).Select(number => number.Value))
                .Distinct(),
        ];

        Assert.NotEmpty(cited);
        Assert.All(cited, number => Assert.Contains($"| {number} |", page, StringComparison.Ordinal));
    }

    [GeneratedRegex(@"thread [A-I]\d[^)]*\)")]
    private static partial Regex Citation();

    [GeneratedRegex(@"[A-I]\d+(\.\d+)?")]
    private static partial Regex Number();
}
