using DmabufVerify.Cli.Exporting;
using DmabufVerify.Properties.Deciding;
using DmabufVerify.Properties.Running;
using DmabufVerify.Tests.Properties;
using DmabufVerify.Vocabulary;

namespace DmabufVerify.Tests.Cli.Exporting;

/// <summary>An exported test fails for the reason that was found, and passes where that is not so.</summary>
public sealed class XunitExportTests
{
    [Theory]
    [InlineData("spec.boundary-is-double", 200)]
    [InlineData("optimised.boundary-ignored", 200)]
    [InlineData("optimised.merge-gap-is-min", 200)]
    [InlineData("engine.boundary-kept-at-detach", 800)]
    public void It_fails_with_the_defect_and_passes_without(string fault, int cases)
    {
        foreach (FindingSubject subject in Exports.FindingsOf(fault, TestVoters.Two, cases))
        {
            string source = XunitExport.Of(subject).Text!;

            string? failure = CompiledTest.Failure(source);
            Assert.StartsWith($"{subject.Title}; {subject.Finding.Law.Equation}; expected ", failure);
            Assert.Contains($", actual {subject.Finding.Violation.Actual}", failure, StringComparison.Ordinal);
            Assert.DoesNotContain("using DmabufVerify.Solving;", source, StringComparison.Ordinal);
            Assert.Null(CompiledTest.Failure(WithoutDefect(source, fault)));
        }
    }

    [Fact]
    public void Only_what_the_solver_gets_wrong_asks_the_solver()
    {
        string source = XunitExport.Of(SolverFinding).Text!;

        Assert.Contains("new SolverVoter()", source, StringComparison.Ordinal);
        Assert.StartsWith(SolverFinding.Title, CompiledTest.Failure(source));
        Assert.Null(CompiledTest.Failure(WithoutDefect(source, "solver.count-one-more")));
    }

    [Fact]
    public void A_voter_that_says_unknown_is_no_pass()
    {
        string asTheKernelJoins = WithoutDefect(XunitExport.Of(SolverFinding).Text!, "solver.count-one-more")
            .Replace("\"strict\"", "\"kernel\"", StringComparison.Ordinal)
            .Replace("\"maxSegmentCount\"", "\"iommu\": {}, \"maxSegmentCount\"", StringComparison.Ordinal);

        Assert.Equal("Placement.SpecAgreesWithSolver is left open: a voter says unknown", CompiledTest.Failure(asTheKernelJoins));
    }

    private static FindingSubject SolverFinding { get; } = Exports.Finding(
        "Placement.SpecAgreesWithSolver", Exports.OneSegmentTooMany, "solver.count-one-more", TestVoters.Three);

    [Fact]
    public void A_decision_wants_them_to_share_and_passes_with_each_fix()
    {
        DecisionSubject subject = Exports.Decided(Exports.TooManySegments);
        string source = XunitExport.Of(subject).Text!;

        string? failure = CompiledTest.Failure(source);

        Assert.StartsWith("Unsat; in the way: ", failure);
        Assert.All(subject.Decision.Core, pair => Assert.Contains($"{pair}", failure, StringComparison.Ordinal));
        Assert.Equal(2, subject.Decision.Relaxations.Count);
        foreach (Relaxation r in subject.Decision.Relaxations)
        {
            string before = $"\"{r.Limit.FieldName()}\": {r.From}";
            Assert.Contains(before, source, StringComparison.Ordinal);
            Assert.Null(CompiledTest.Failure(source.Replace(before, $"\"{r.Limit.FieldName()}\": {r.To}", StringComparison.Ordinal)));
        }
    }

    [Theory]
    [InlineData("\";}} class b { /*")]
    [InlineData("\u2028\u2029 */ \"\"\"")]
    [InlineData("\u202e{0} \\u0022 \ud83d\ude00")]
    public void A_name_cannot_leave_its_literal_or_comment(string name)
    {
        Scenario scenario = Exports.TooManySegments with { Devices = [.. Exports.TooManySegments.Devices.Select((d, i) => d with { Name = $"{name}{i}" })] };

        string source = XunitExport.Of(Exports.Decided(scenario)).Text!;

        Assert.StartsWith("Unsat; in the way: ", CompiledTest.Failure(source));
        Assert.DoesNotContain(source, c => c is '\u2028' or '\u2029' or '\u202e');
    }

    [Fact]
    public void The_class_is_named_after_law_and_token()
    {
        FindingSubject subject = Exports.Finding("Optimised.EqualsSpec", Exports.AcrossABoundary, "optimised.boundary-ignored");
        Finding drawn = subject.Finding with { Token = ReplayToken.Parse("p-00c0ffee00c0ffee") };

        Assert.Contains("public sealed class OptimisedEqualsSpecCase\n", XunitExport.Of(subject).Text!, StringComparison.Ordinal);
        Assert.Contains(
            "public sealed class OptimisedEqualsSpecP00c0ffee00c0ffee\n",
            XunitExport.Of(FindingSubject.Of(drawn, subject.Fault, subject.Real, "p-00c0ffee00c0ffee", "again")).Text!,
            StringComparison.Ordinal);
    }

    private static string WithoutDefect(string source, string fault)
    {
        string plant = $"        voters = AllFaults.Named(\"{fault}\")!.Plant(voters);\n";
        Assert.Contains(plant, source, StringComparison.Ordinal);
        return source.Replace(plant, "", StringComparison.Ordinal).Replace("using DmabufVerify.Properties.Faults;\n", "", StringComparison.Ordinal);
    }
}
