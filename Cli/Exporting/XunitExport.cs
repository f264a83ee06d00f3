using System.Globalization;
using System.Text;
using DmabufVerify.Properties.Voting;
using DmabufVerify.Vocabulary;
using DmabufVerify.Vocabulary.Json;

namespace DmabufVerify.Cli.Exporting;

/// <summary>
/// A class with one xunit test that fails for the reason that was found, and passes once that is mended. It compiles in any test project that
/// refers to Properties and the voters. Names of xunit and System are written in full, so that it does not matter which usings are implicit.
/// </summary>
internal static class XunitExport
{
    private const string Indent = "        ";

    public static Exported Of(ExportSubject subject) => Exported.Of(subject switch
    {
        FindingSubject finding => OfFinding(finding),
        DecisionSubject decision => OfDecision(decision),
        _ => throw new ArgumentOutOfRangeException(nameof(subject)),
    });

    private static IEnumerable<string> OfFinding(FindingSubject subject)
    {
        Voters needed = subject.Needed;
        string[] planted = subject.Fault is not { } fault ? [] : [$"voters = AllFaults.Named(\"{fault.Name}\")!.Plant(voters);"];
        string[] usings =
        [
            .. planted.Length == 0 ? [] : new[] { "DmabufVerify.Properties.Faults" },
            "DmabufVerify.Properties.Laws",
            "DmabufVerify.Properties.Running",
        ];
        return File(subject, usings, needed, "The_law_holds",
        [
            .. VotersOf(needed),
            .. planted,
            $"Law law = AllLaws.Named(\"{subject.Finding.Law.Name}\")!;",
            "",
            "LawResult result = Examination.Check(law, new Case(scenario, voters));",
            "",
            "Xunit.Assert.True(result.Outcome != LawOutcome.Unknown, $\"{law.Name} is left open: a voter says unknown\");",
            "Xunit.Assert.True(",
            "    result.Violation is null,",
            "    $\"{law.Name} is broken: {result.Violation?.Conjunct}; {law.Equation}; \"",
            "    + $\"expected {result.Violation?.Expected}, actual {result.Violation?.Actual}\");",
        ]);
    }

    /// <summary>What is wanted is that they can share it: the test passes with any of the fixes.</summary>
    private static IEnumerable<string> OfDecision(DecisionSubject subject)
    {
        var two = subject.Real.Rules.Select(rules => rules.Name);
        bool needsSolver = !subject.Decision.VoterVerdicts.Any(v => two.Contains(v.Voter) && v.Verdict == Verdict.Unsat);
        Voters needed = subject.Real with { Solver = needsSolver ? subject.Real.Solver : null, SecondSolver = null };
        return File(subject, ["DmabufVerify.Properties.Deciding"], needed, "They_can_share_it",
        [
            .. VotersOf(needed),
            "",
            "var decision = Decision.Of(scenario, voters, maxSegments: 0);",
            "",
            "Xunit.Assert.True(",
            "    decision.Verdict == Verdict.Sat,",
            "    $\"{decision.Verdict}; in the way: {string.Join(\", \", decision.Core)}\");",
        ]);
    }

    private static IEnumerable<string> File(
        ExportSubject subject, IEnumerable<string> usings, Voters needed, string test, IEnumerable<string> body) =>
    [
        .. subject.Heading.Select(line => $"// {CommentText.OneLine(line)}"),
        .. Usings(usings, needed).Select(name => $"using {name};"),
        "",
        "namespace DmabufVerify.Counterexamples;",
        "",
        $"public sealed class {CommentText.PascalCase(subject.Name)}",
        "{",
        "    private static readonly byte[] Text =",
        $"{Indent}\"\"\"",
        .. Literal(ScenarioWriter.Write(subject.Scenario)).Select(line => Indent + line),
        $"{Indent}\"\"\"u8.ToArray();",
        "",
        "    [Xunit.Fact]",
        $"    public void {test}()",
        "    {",
        $"{Indent}ReadResult<Scenario> read = ScenarioReader.Read(Text, DeviceCatalogue.Shipped.Limits);",
        $"{Indent}Xunit.Assert.True(read.IsOk, $\"the scenario is not read: {{read.Problem}}\");",
        $"{Indent}Scenario scenario = read.Value!;",
        .. body.Select(line => line.Length == 0 ? "" : Indent + line),
        "    }",
        "}",
    ];

    private static readonly string[] AllUse =
    [
        "DmabufVerify.Optimised",
        "DmabufVerify.Properties.Voting",
        "DmabufVerify.Spec",
        "DmabufVerify.Vocabulary",
        "DmabufVerify.Vocabulary.Catalogue",
        "DmabufVerify.Vocabulary.Json",
    ];

    private static IEnumerable<string> Usings(IEnumerable<string> own, Voters needed)
    {
        string[] solver = needed.Solver is null ? [] : ["DmabufVerify.Solving"];
        return own.Concat(AllUse).Concat(solver).Order(StringComparer.Ordinal);
    }

    private static IEnumerable<string> VotersOf(Voters needed)
    {
        string solver = needed.Solver is null ? "Solver: null" : "new SolverVoter()";
        string second = needed.SecondSolver is null ? "" : " { SecondSolver = new Cvc5Voter(new SolverOptions()) }";
        return [$"var voters = new Voters(new SpecVoter(), new OptimisedVoter(), {solver}){second};"];
    }

    /// <summary>
    /// A scenario's lines in a raw literal. Three quotes in a row do not occur in JSON; what C# takes for the end of a line occurs in its
    /// strings only, where it may as well be an escape.
    /// </summary>
    private static IEnumerable<string> Literal(string scenario)
    {
        foreach (string line in scenario.TrimEnd().Split('\n'))
        {
            var text = new StringBuilder();
            foreach (char c in line)
            {
                bool isPlain = char.IsSurrogate(c) || !CommentText.EndsALine(new Rune(c));
                text.Append(isPlain ? c : string.Create(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}"));
            }

            yield return text.ToString();
        }
    }
}
