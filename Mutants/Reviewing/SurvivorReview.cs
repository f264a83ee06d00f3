using DmabufVerify.Mutants.Ledger;
using DmabufVerify.Mutants.Proving;
using DmabufVerify.Mutants.Report;
using DmabufVerify.Mutants.Score;
using DmabufVerify.Mutants.Sources;
using DmabufVerify.Vocabulary.Json;
using Microsoft.CodeAnalysis.Text;

namespace DmabufVerify.Mutants.Reviewing;

/// <summary>Looks at each survivor of a report. Needs a solver; reads sources and writes nothing.</summary>
public sealed class SurvivorReview
{
    private readonly IReadOnlyList<Precondition> _preconditions;
    private readonly EquivalenceLedger _ledger;
    private readonly uint _milliseconds;
    private readonly Dictionary<string, MutantProver> _provers = [];

    /// <param name="preconditions">What proofs may assume.</param>
    /// <param name="ledger">What is on record.</param>
    /// <param name="milliseconds">Wall time for one proof.</param>
    public SurvivorReview(IReadOnlyList<Precondition> preconditions, EquivalenceLedger ledger, uint milliseconds) =>
        (_preconditions, _ledger, _milliseconds) = (preconditions, ledger, milliseconds);

    /// <summary>
    /// What is wrong with the sources: a file that is gone, lies in no project or is not what was mutated; a precondition that does not
    /// compile. <see langword="null"/> when all is well.
    /// </summary>
    /// <param name="report">The report.</param>
    /// <param name="survivors">Those of its mutants that are to be looked at.</param>
    public InputProblem? Problem(StrykerReport report, IReadOnlyCollection<PlacedMutant> survivors)
    {
        foreach (ReportedFile file in report.Files.Where(file => survivors.Any(s => s.File == Slashed(file.Path))))
        {
            string path = FullPath(report, file.Path);
            string place = $"$.files[\"{file.Path}\"]";
            if (!File.Exists(path))
            {
                return new(place, path, "no such file; expected the sources that were mutated where the report's projectRoot says", Line: null);
            }

            if (Normal(File.ReadAllText(path)) != Normal(file.Source))
            {
                return new(place, path, "changed since the report was written; run the mutants again", Line: null);
            }

            if (Project(path) is not { } project)
            {
                return new(place, path, "in no project; expected a .csproj in one of the folders above", Line: null);
            }

            if (Prover(project).Problem is { } problem)
            {
                return new("preconditions", "", problem, Line: null);
            }
        }

        return null;
    }

    /// <summary>Looks at one; the sources are those of the report.</summary>
    public ReviewedMutant Look(StrykerReport report, PlacedMutant survivor)
    {
        ReportedFile file = report.Files.First(f => Slashed(f.Path) == survivor.File);
        string path = FullPath(report, file.Path);
        Mutant mutant = survivor.Mutant;
        TextSpan span = new SourceLines(file.Source).TrySpan(mutant.Location)!.Value;
        Verdict verdict = Prover(Project(path)!).Prove(path, mutant);
        string relative = Slashed(Path.GetRelativePath(ProjectPaths.Root(Path.GetDirectoryName(path)!), path));
        var reviewed = new ReviewedMutant(relative, survivor.Line, file.Source.Substring(span.Start, span.Length), mutant, verdict, OnRecord: null);
        string hash = verdict is Verdict.Equivalent proved ? proved.CodeHash : "";
        return reviewed with
        {
            OnRecord = _ledger.Find(new(relative, mutant.Location, reviewed.Original, mutant.MutatorName, mutant.Replacement, [], "", hash)),
        };
    }

    /// <summary>The files of a report, as the ledger names them.</summary>
    public static IReadOnlyCollection<string> Files(StrykerReport report) =>
    [
        .. report.Files.Select(file => FullPath(report, file.Path))
            .Select(path => Slashed(Path.GetRelativePath(ProjectPaths.Root(Path.GetDirectoryName(path)!), path))),
    ];

    private MutantProver Prover(string project)
    {
        if (!_provers.TryGetValue(project, out MutantProver? prover))
        {
            _provers[project] = prover = new(CodeBase.Load(project), _preconditions, _milliseconds);
        }

        return prover;
    }

    private static string? Project(string path)
    {
        for (DirectoryInfo? folder = Directory.GetParent(path); folder is not null; folder = folder.Parent)
        {
            if (ProjectPaths.ProjectFile(folder.FullName) is { } project)
            {
                return project;
            }
        }

        return null;
    }

    private static string FullPath(StrykerReport report, string path) => Path.GetFullPath(path.Replace('\\', '/'), report.ProjectRoot ?? Directory.GetCurrentDirectory());

    private static string Slashed(string path) => path.Replace('\\', '/');

    /// <summary>Line ends and a byte order mark are what a checkout makes of them, and no change.</summary>
    private static string Normal(string text) => text.TrimStart('\uFEFF').ReplaceLineEndings("\n");
}
