using System.Text.Json;
using DmabufVerify.Mutants.Report;
using DmabufVerify.Tests.Mutants.Report;
using DmabufVerify.Tests.Vocabulary;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using Location = DmabufVerify.Mutants.Report.Location;

namespace DmabufVerify.Tests.Cli.Killing;

/// <summary>The optimised implementation with mutants compiled in, as Stryker.NET does it but with mutants of the test's choice, and the report about them.</summary>
internal sealed class MutatedAssembly
{
    public const string Canaries = "mutation/canaries/Canary.cs";
    public const string Merge = "Model/Optimised/LimitMerge.cs";

    /// <summary>The part of Stryker's class of this name that is used.</summary>
    private const string Control = """
        namespace StrykerSample
        {
            public static class MutantControl
            {
                private static System.Collections.Generic.List<int> _covered = new();
                public static bool CaptureCoverage;
                public static int ActiveMutant = -1;

                public static System.Collections.Generic.IList<int>[] GetCoverageData()
                {
                    System.Collections.Generic.IList<int>[] covered = [_covered, new int[0]];
                    _covered = new();
                    return covered;
                }

                public static bool IsActive(int id)
                {
                    if (CaptureCoverage && !_covered.Contains(id)) { _covered.Add(id); }
                    return !CaptureCoverage && ActiveMutant == id;
                }
            }
        }
        """;

    /// <summary>The program loads no other version.</summary>
    private static readonly Version Version = typeof(DmabufVerify.Optimised.OptimisedVoter).Assembly.GetName().Version!;

    private readonly List<(string File, Mutant Mutant)> _mutants = [];

    /// <summary>Adds a mutant; its id is its place in the order of adding.</summary>
    /// <param name="file">Below the repository.</param>
    /// <param name="line">A line of it, or the part that tells it from all others.</param>
    /// <param name="original">The expression to replace, in this line.</param>
    /// <param name="replacement">What stands in its place.</param>
    public MutatedAssembly With(string file, string line, string original, string replacement)
    {
        string source = Source(file);
        int start = source.IndexOf(original, source.IndexOf(line, StringComparison.Ordinal), StringComparison.Ordinal);
        LinePositionSpan place = SourceText.From(source).Lines.GetLinePositionSpan(new TextSpan(start, original.Length));
        _mutants.Add((file, new($"{_mutants.Count}", "Test mutation", replacement, new Location(Position(place.Start), Position(place.End)), MutantStatus.NoCoverage)));
        return this;
    }

    /// <summary>Writes the assembly; gives its path.</summary>
    public string Write(TempFolder folder)
    {
        IEnumerable<string> files = Directory.EnumerateFiles(RepoFiles.Path("Model/Optimised"), "*.cs", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(RepoFiles.Path("."), file));
        string usings = string.Concat(
            new[] { "System", "System.Collections.Generic", "System.IO", "System.Linq", "System.Threading", "System.Threading.Tasks" }.Select(u => $"global using {u};"));
        var compilation = CSharpCompilation.Create(
            "DmabufVerify.Optimised",
            [
                CSharpSyntaxTree.ParseText(Control),
                CSharpSyntaxTree.ParseText($"{usings}[assembly: System.Reflection.AssemblyVersion(\"{Version}\")]"),
                .. files.Append(Canaries).Select(Switched),
            ],
            ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
                .Where(path => !path.EndsWith("DmabufVerify.Optimised.dll", StringComparison.Ordinal))
                .Select(path => MetadataReference.CreateFromFile(path)),
            new CSharpCompilationOptions(
                OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable, checkOverflow: true, allowUnsafe: true,
                optimizationLevel: OptimizationLevel.Release));
        string path = folder.In("DmabufVerify.Optimised.dll");
        Diagnostic[] errors = [.. compilation.Emit(path).Diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error)];

        Assert.Empty(errors);
        return path;
    }

    /// <summary>Writes the report; gives its path.</summary>
    public string Report(TempFolder folder) => folder.File("report.json", JsonSerializer.Serialize(new
    {
        schemaVersion = "2",
        projectRoot = RepoFiles.Path("."),
        files = _mutants.GroupBy(m => m.File).ToDictionary(
            file => file.Key,
            file => new { language = "cs", source = Source(file.Key), mutants = file.Select(m => ReportEntry.Of(m.Mutant)) }),
    }));

    private static Position Position(LinePosition position) => new(position.Line + 1, position.Character + 1);

    private SyntaxTree Switched(string file)
    {
        SyntaxTree tree = CSharpSyntaxTree.ParseText(Source(file));
        (ExpressionSyntax Original, string Text)[] switched =
        [
            .. _mutants.Where(m => m.File == file).Select(m => (Expression(tree, m.Mutant), $"(StrykerSample.MutantControl.IsActive({m.Mutant.Id})?({m.Mutant.Replacement}):"))
                .GroupBy(m => m.Item1)
                .Select(same => (same.Key, $"{string.Concat(same.Select(m => m.Item2))}({same.Key}){new string(')', same.Count())}")),
        ];
        return tree.WithRootAndOptions(
            tree.GetRoot().ReplaceNodes(switched.Select(s => s.Original), (node, _) => SyntaxFactory.ParseExpression(switched.Single(s => s.Original == node).Text)),
            tree.Options);
    }

    private static ExpressionSyntax Expression(SyntaxTree tree, Mutant mutant)
    {
        var lines = tree.GetText().Lines;
        var span = TextSpan.FromBounds(At(mutant.Location.Start), At(mutant.Location.End));
        return tree.GetRoot().DescendantNodes().OfType<ExpressionSyntax>().First(e => e.Span == span);

        int At(Position p) => lines[p.Line - 1].Start + p.Column - 1;
    }

    private static string Source(string file) => File.ReadAllText(RepoFiles.Path(file));
}
